/** Wall and voice, forms, back office, tablets: Q36 to Q79. */
import { say } from '../plans/write.ts'
import { type CoverageRow, none, part, whole } from './row.ts'

export const hallRows: readonly CoverageRow[] = [
  whole('Q36', '当前和最近叫号', 'Now and lately called', 'place:wall', 'tickets', [
    'lists calls before this one with their counter, and whom it missed',
    'goes on listing whom a counter has served, but never in the place of somebody who still has to come',
  ]),
  whole('Q37', '重连后取全', 'Whole again after a break', 'place:wall', 'tickets', [
    'comes back with what is true now, says that it is back, and does not replay old calls',
    'tells the age of what it shows after ten seconds',
  ]),
  whole('Q38', '旧呼叫不重播', 'Old calls stay silent', 'place:wall', 'tickets', [
    'does not replay a call that is a minute old',
  ]),
  whole('Q39', '降级显示', 'Degraded wall', 'place:wall', 'tickets', [
    'is stale from then on',
    'ends in paper mode after three minutes',
    'shows the calls that the desk knows though it hears no server, says how old the rest is, and says them only once asked to',
    'never leaves a second screen to paper, and is live there only once the desk has heard the hall server',
    'shows the wall at a counter where nobody is signed in, without the lock or the red button over it, and leads back',
    'leaves to a counter that hears no server what it says itself',
    'opens the wall for a second screen, and says what to do where the browser lets no window open',
  ]),
  whole('Q40', '播报排队', 'Announcements in turn', 'place:wall', 'tickets', [
    'leaves out chime and courtesy when the wall has fallen behind',
    'says one after the other, never two at once, in the order they came',
  ]),
  whole('Q41', '自带录音', 'Its own recordings', 'place:wall', 'tickets', [
    'has every clip that an announcement can need',
    'can say any announcement about any label and counter',
  ]),
  whole('Q42', '播报用语', 'Wording', 'manager:hall', 'always', [
    'says 请 A 零 一 二 号，到 三 号窗口办理',
    'says 幺 for 1 in the label where the hall wants it, and 一 for the counter',
    'says a call in the hall’s own words where they are recorded, and else as always',
    'names the words of a hall’s sentence that nobody has recorded',
    'stands on the wall in two lines, each around what is read from across the hall',
    'shows a call in the hall’s own words, and below in the other language',
    'says the hall’s own words itself where nobody has recorded them',
    'take the hall’s own words for a call, and say which of them are not recorded',
  ]),
  whole('Q43', '音量和安静时段', 'Volume and quiet hours', 'manager:hall', 'always', [
    'goes by the hall’s clock, over midnight too, and by the quietest of what meets',
    'says only the calls of the counters near it, shows all of them or those alone, and goes on saying what is for everybody',
    'shows a call and does not say it, and says in the corner why; afterwards it speaks again',
    'take quiet hours and a bright day for the walls',
  ]),
  whole('Q44', '看不清的人', 'Low vision', 'place:wall', 'tickets', [
    'shows the call large, with the other language below, and says it',
  ]),
  whole('Q45', '听不清的人', 'Hard of hearing', 'place:wall', 'tickets', [
    'points to the counter where the manager has said where it is, and shakes in the hand',
    'take where a counter is from the walls, and take it back',
    'take where a counter is from one wall alone, and show beforehand where its arrow points',
    'points the other way from a wall that hangs elsewhere, and nowhere where the hall wants that',
    'is marked at the door so that staff wave, on the slip and beside the counter that calls it, and not any more',
    'is told to stand up and wave for a customer who may not hear the call',
    'says of a number that is waved for that staff wave, and nothing of why',
  ]),
  whole('Q46', '隐私', 'Privacy', 'place:wall', 'tickets', [
    'never shows who serves',
    'reads what it shows and who may do what, and besides nothing of people, telephones, reports and addresses',
  ]),
  whole('Q47', '屏的布局', 'Layout of the wall', 'manager:hall', 'always', [
    'shows the zones the hall wants, in its order',
    'put the zones of the walls where the hall wants them, and show beforehand what comes of it',
  ]),
  part(
    'Q48',
    '通知',
    'Notices',
    'manager:hall',
    'always',
    say(
      '通知有文字和图片，没有视频：图片随记录到每台平板并一直留着，一段短片要大几十倍',
      'Notices are text and pictures, no videos: pictures travel with the records to every tablet and stay there, and a short film is dozens of times as large',
    ),
    [
      'is what they always say, and every notice from its minute until its minute',
      'turns the pages of what the hall has to say, beside the call and never over it',
      'shows pictures of notices in a place of their own once they have come whole, and gives a new call the whole wall for six seconds',
      'shows the pictures of what is in its time and has come, one after the other',
      'leaves a call the whole wall for six seconds at least where pictures stand anywhere on it',
      'say of a picture for which no wall has a place that it is not up',
      'goes in pieces that a line holds, and is shown once all of them have come, in whatever order',
      'is made small on the manager’s tablet and stands on every wall beside the call, never over it',
      'take a notice for the walls from one moment to another, and say that it is not up yet',
    ],
  ),
  whole('Q49', '应急时盖过一切', 'Emergency over everything', 'red', 'incident', [
    'reaches every other tablet and the wall',
  ]),
  whole('Q50', '昼夜、防烧屏、看门狗', 'Day and night, burn-in, watchdog', 'place:wall', 'tickets', [
    'opens itself again when its picture stands still',
    'is bright in the hours that the hall says, and dark in all others',
    'reads which wall is not heard, and which hung and opened itself again',
  ]),
  whole('Q51', '窗口屏', 'A counter’s own screen', 'manager:hall', 'always', [
    'shows its number, whom it calls and serves, who serves by the work number, and that it pauses and why, silently',
    'is the counter’s own screen where that was asked for, whoever hears whom, and closed once the counter is',
    'opens the screen of the counter in a window of its own, and says what to do where the browser lets none open',
    'is who serves as soon as they sign in at an open counter, and on its own screen by the number',
    'is told to walls by the work number, and only where a screen of that counter shows it',
    'names who serves by the work number, and in a window of the desk goes on without the hall server, also opened anew',
    'give a screen to a counter, and take it back',
  ]),
  whole('Q52', '无人更新', 'Unattended update', 'manager:today', 'always', [
    'starts by itself where nobody is signed in and nothing was touched for a minute',
    'starts on a wall between two calls, a minute after the last one, and not while people are led out',
    'says in the corner which version it runs, on paper too',
    'tells at once when a newer version waits on it',
    'reads which tablets wait with an update, and which version each runs meanwhile',
  ]),
  whole('Q53', '承诺和实际', 'Quoted and actual', 'place:reception', 'tickets', [
    'counts who was called within the range, sooner and later, by the first call',
    'counts whoever waits on, or left, as later once the range is over, and not before',
    'has none noted: a customer who is served at once',
    'is told in percent from five customers on, and of fewer not at all',
    'publishes how the waits that customers were told came true, as of when, and that there are too few to say',
    'reads on the board at the door how the waits that customers were told came true, and as of when it knows it',
  ]),
  whole('Q54', '预审', 'Pre-check', 'place:reception', 'tickets', [
    'are on the card and on the slip as what is missing, and at the counter',
  ]),
  part(
    'Q55',
    '按号码尾号找',
    'Finding by the last digits',
    'place:counter',
    'cases',
    say('没有接证件读卡器', 'No reader of identity cards is connected'),
    ['says why it cannot be told when %s, instead of saying that there is none'],
  ),
  whole('Q56', '有条件、可重复、会算的字段', 'Conditional, repeated and reckoned fields', 'place:counter', 'cases', [
    'asks for the numbers of a wish one by one, and for each article of a sale',
    'reads, checks and keeps whatever is typed in the same way, twice as once, and asks nothing that it does not keep',
    'adds an entry, takes one out, and reckons what all of them come to',
  ]),
  whole('Q57', '表单版本', 'Versions of forms', 'place:counter', 'cases', [
    'is kept tidied, without what is empty, and says what it holds',
    'stays with the case together with the hash of what the form said',
    'is taken however old, or unknown here: what was filled in is checked by no newer form',
    'is told when the form that was filled in is another than the one here, and reads what was typed all the same',
  ]),
  whole('Q58', '校验', 'Checks', 'place:counter', 'cases', [
    'doubts a SIM number whose check digit is off, and does not judge one with letters',
    'is a warning that stops nobody where only the customer can decide',
  ]),
  whole('Q59', '签名', 'Signature', 'place:counter', 'cases', [
    'is whole although the tablet was turned between two strokes',
    'is safe only when its events and every paper are acknowledged',
  ]),
  whole('Q60', '照片', 'Photos', 'place:counter', 'cases', [
    'is small, and nothing is left of where it was taken',
    'is said to be blurred, and is taken again',
  ]),
  whole('Q61', '疑似重复', 'Probable duplicates', 'place:backoffice', 'cases', [
    'are the same service for the same number, by its keyed hash, as long as nobody has compared them',
    'both stay as they are, and each says that the other is the same',
    'sees cases that may be one, compares them side by side, and says that they are',
  ]),
  whole('Q62', '草稿', 'Drafts', 'place:counter', 'cases', [
    'a browser that is killed in the middle of a form has every keystroke at the same step, and the case ends as if nothing had happened',
    'every form is back to its last keystroke, at the same step',
    'keep a half-filled form over a killed app, to the last keystroke, for those who may open the vault',
  ]),
  whole('Q63', '同意和留存', 'Consent and retention', 'manager:hall', 'always', [
    'are destroyed when the day is closed, they alone and each once, and the hall is otherwise the same',
    'stay when a manager has stopped it, whichever came first, and are not due again',
    'are destroyed when a manager looks at the day, and given back when the manager says so',
    'leave when they are old enough, unless somebody works with them or they are nowhere else',
  ]),
  whole('Q64', '实名不能离线办结', 'No network entry offline', 'place:counter', 'cases', [
    'no case of an appointment service keeps an identity number, a picture, a SIM or money',
  ]),
  none('Q65', '投诉阶段', 'Stages of complaints', say('没有投诉', 'There are no complaints')),
  none('Q66', '现场安抚', 'De-escalation', say('没有投诉', 'There are no complaints')),
  whole('Q67', '回访', 'Calling back', 'place:backoffice', 'told', [
    'is due for every deferred case that ended, until they were reached or three tries failed',
    'counts three tries within minutes as one, and offers whoever can be called now first',
  ]),
  whole('Q68', '后台复核', 'Review', 'place:backoffice', 'cases', [
    'says who sent it back, why, and what was changed since, also after it was handed in again',
    'reads of a case that comes back what was changed since, answer by answer',
  ]),
  none('Q69', '评价', 'Rating', say('没有评价', 'There are no ratings')),
  whole('Q70', '统计', 'Figures', 'manager:day', 'day', [
    'opens each figure to the numbers behind it, which are as many as it says, and saves them as a table',
    'says whose records are still missing from the figures',
  ]),
  whole('Q71', '打印机状态', 'State of printers', 'place:reception', 'tickets', [
    'says with the slip that the roll is nearly used up, as soon as the printer does, and no more with a new one',
    'is told that the roll is nearly used up, and goes on without paper with one tap',
  ]),
  whole('Q72', '打印', 'Printing', 'place:reception', 'tickets', [
    'is chosen once, found again when the page is opened again, and prints dot by dot what was drawn',
    'says that it has no paper, little paper, or an open cover, also in the middle of a slip, whose rest never comes out',
    'has not printed when it is unplugged in the middle, and prints the slip whole when it is back',
    'that never answers says by its port that the paper is out, and else nothing',
    'prints dot by dot what was drawn: %s',
    'says that it has no paper, and that it went out of reach in the middle; then the slip is printed whole',
    'prints on a printer of its own by USB: unplugged in the middle it says so, and printing again is the same copy',
    'goes as a picture, where no printer prints it, %s',
    'says with the way on that the system’s driver holds the USB printer, and keeps the paper that was chosen',
  ]),
  whole('Q73', '平板健康', 'Health of tablets', 'manager:today', 'always', [
    'reads of each tablet its version, battery, storage and clock, when it was heard, and how much of what it wrote is kept',
  ]),
  part(
    'Q74',
    '角色',
    'Roles',
    'manager:staff',
    'always',
    say(
      '门口取号不登录，记的是平板，不是人',
      'At the door nobody signs in: what is done there names a tablet and nobody',
    ),
    ['is theirs by their roles: a manager draws the floor plan and keeps the register of backups, a clerk does not'],
  ),
  whole('Q75', '离线登录', 'Signing in offline', 'manager:staff', 'always', [
    'lets 小王 in with the right PIN',
    'takes the next try at once after the first wrong PIN, and counts no second more than there is, whenever the page last looked at the clock',
  ]),
  part(
    'Q76',
    '时钟',
    'Clocks',
    'manager:today',
    'always',
    say(
      '偏差太大时照改正后的时间办，不拒绝',
      'However far a clock is off, corrected time is taken and nothing is refused',
    ),
    [
      'is corrected by half the round trip, and remembered',
      'is ready by itself once the clock is put right, and has stored nothing under the wrong day',
    ],
  ),
  whole('Q77', '存储安全', 'Safety of storage', 'manager:today', 'always', [
    'is asked once, when the first person has signed in',
    'asks for a copy after a day, after an hour where the browser may clear them, and again a day after one was saved',
    'says so below the head of the screen until a file was saved, with how many, what to do and the button for it',
    'goes whatever its age within a minute when the storage is nearly full',
    'is told to whoever works there with what is here alone and the button that asks it, and no more once it has promised',
    'is told again a day later, and at once when there is hardly room for more',
    'says in a banner over every place of work, in both languages and over no button, that the browser does not promise to keep its storage',
  ]),
  whole('Q78', '防篡改', 'Tamper evidence', 'manager:log', 'always', [
    'as the hall server: the hall is as if it had written only what servers write',
  ]),
  whole('Q79', '同步看得见', 'What is saved where', 'manager:today', 'always', [
    'says that the tablet works without the network, with count and oldest of what is unsent',
    'counts what is being sent',
    'says what came of it: being asked, no answer after ten seconds, and heard at last',
  ]),
]

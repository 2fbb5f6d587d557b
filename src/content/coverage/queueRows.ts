/** The 79 features of a hall's queue, from taking a number to what a tablet tells of itself. */
import { say } from '../plans/write.ts'
import { type CoverageRow, none, part, whole } from './row.ts'

export const queueRows: readonly CoverageRow[] = [
  whole('Q1', '按业务分号段', 'A letter for each kind of business', 'manager:hall', 'always', [
    'refuse two queues with one letter, two counters with one number, and queues nobody has',
  ]),
  whole('Q2', '没有服务器也不重号', 'Unique numbers without a server', 'place:reception', 'tickets', [
    'come from the tablet’s own lane, visibly, when the block is used up',
    'goes on giving numbers, from the leased block and then from the tablet’s own lane',
  ]),
  whole('Q3', '先存后打', 'Saved before it is printed', 'place:reception', 'tickets', [
    'gives the number before the printer has a say, and says so when the printer fails',
  ]),
  whole('Q4', '号票内容', 'What stands on the slip', 'place:reception', 'tickets', [
    'says where to wait, on the card, on paper and from a thermal printer',
  ]),
  whole('Q5', '不打印、纸卷号', 'Without paper, from a paper roll', 'place:reception', 'tickets', [
    'only tells the number on a tablet without paper, and remembers that',
    'goes on with the roll: the next paper has the number after the newest, as wide',
  ]),
  whole('Q6', '重复取号提醒', 'Reminder of a number taken twice', 'place:reception', 'tickets', [
    'is noticed by its keyed hash while the ticket is open, the newest first, and by nothing else',
    'is told which number they have already, may use it with one tap, and may take another',
    'lie sealed on every disk, and another tablet notices the same number',
  ]),
  whole('Q7', '断网也能验的号票', 'Slips that are checked offline', 'place:counter', 'tickets', [
    'says everything that is needed to serve the customer elsewhere',
    'is served when it is real, said so when it cannot be checked, and refused when it is forged',
  ]),
  part(
    'Q8',
    '弃号和暂离',
    'Giving up, leaving for a while',
    'place:reception',
    'tickets',
    say('没有出口扫码和限时暂离', 'No scan at the exit, no leave with a limit'),
  ),
  whole('Q9', '取号时段和停止取号', 'Opening hours and stops', 'manager:hall', 'always', [
    'say when it is open, when it goes on after a break, and how long is left',
    'keep numbers for another time, except when a manager gives one, which the ticket says',
    'keep nobody out by a clock that nobody vouches for, in an emergency, or who is at a counter already',
    'leave so many numbers as the counters can still serve',
    'says why, and a manager may give one all the same, which the ticket says',
    'tells before a tap that it is a break, and gives a number when a manager signs in',
    'counts the numbers that a manager gave outside the hours or for a service that was stopped',
  ]),
  whole('Q10', '一票多业务', 'Several services on one ticket', 'place:counter', 'tickets', [
    'has up to five of them, each once, added at the door or at the counter',
    'goes on at the same counter with the same number and no new wait, each service with its own times',
    'waits elsewhere as of the time of its number where the counter cannot do what follows',
    'ends once, whatever is left on it, and can be taken back to the service before',
    'counts with all its services for what others are told',
    'goes on to what the customer comes for besides, here or at another counter, or finishes it all',
    'is marked at the door after it was given, takes another service, and says so on the slip',
    'make nobody wait for ever, and never two counters call one customer',
  ]),
  whole('Q11', '取号时不拦，标待核验', 'Checked later, never a bar', 'place:reception', 'tickets', [
    'is given and called like any other, and stays marked until a counter has looked',
    'is cleared by whoever serves, and by nobody at the door who is not signed in',
    'is marked at the door after it was given, takes another service, and says so on the slip',
    'shows what the door has not seen, until the clerk says that it is in order',
  ]),
  whole('Q12', '日结和跨日', 'Closing the day', 'manager:day', 'day', [
    'carries over who still waits and who is being served, and ends what was missed',
    'counts once when two tablets closed the day apart: the earlier decision holds',
  ]),
  whole('Q13', '呼叫下一位', 'Calling the next', 'place:counter', 'tickets', [
    'calls, greets and finishes with the same corner of the screen',
    'works with a foot pedal, which sends a space',
  ]),
  part(
    'Q14',
    '两个窗口不叫同一个号',
    'No two counters call one ticket',
    'place:counter',
    'tickets',
    say('分号从前面的窗口分起，人少时分得不匀', 'Shares begin with the first counters and are uneven while few wait'),
    [
      'never serve one customer at two counters, as long as nobody shows a slip or is declared lost',
      'deals the line out so that every ticket belongs to exactly one open counter',
    ],
  ),
  whole('Q15', '重呼', 'Calling again', 'place:counter', 'tickets', [
    'waits ten seconds each time and stops after three',
  ]),
  whole('Q16', '过号', 'Missed numbers', 'place:counter', 'tickets', [
    'waits behind three others after coming back too late, and is void after the third miss',
  ]),
  whole('Q17', '过号前的最短时间', 'Least time before a miss', 'place:counter', 'tickets', [
    'is missed after thirty seconds, a priority customer after sixty, and never without a reason',
  ]),
  whole('Q18', '到台确认', 'Arrival', 'place:counter', 'tickets', [
    'is called, comes, is served and is done at that counter',
    'keeps waiting, the way to the counter and serving apart',
  ]),
  whole('Q19', '挂起', 'Setting aside', 'place:counter', 'tickets', [
    'shows who is set aside where, why, since when and until when, and reminds when the time is over',
    'does not count the time on hold as service, neither here nor for the next quote',
  ]),
  whole('Q20', '转移', 'Handing over', 'place:counter', 'tickets', [
    'keeps its time when it is transferred, with the note',
  ]),
  whole('Q21', '分错号', 'Wrong queue', 'place:counter', 'tickets', [
    'moves at its own time; a customer being served only by that counter',
    'says for which queue the numbers were taken that belonged into another',
  ]),
  whole('Q22', '无号直接办理', 'Without a number', 'place:counter', 'tickets', [
    'is served at once and counts like any other',
  ]),
  whole('Q23', '点名叫号', 'Calling out of order', 'place:counter', 'tickets', [
    'can be called out of order only with a reason, which is kept',
    'counts every call out of turn, also of somebody who did not come and was called again',
  ]),
  whole('Q24', '撤销', 'Taking back', 'place:counter', 'tickets', [
    'is over after eight seconds, and is not for other tablets',
    'says that it corrects itself',
  ]),
  whole('Q25', '先办完再叫', 'Finish before the next', 'place:counter', 'tickets', [
    'finishes the customer who is there first',
    'asks once before finishing a service that has hardly begun',
  ]),
  whole('Q26', '空闲提醒', 'Nudge of an idle counter', 'place:counter', 'tickets', [
    'is reminded a minute after somebody waits for it, and not before',
    'has its minute after each customer, whatever became of them',
    'is left alone while it pauses or is closed, and when the hall wants no reminder',
    'is reminded that people wait, until it calls',
  ]),
  whole('Q27', '窗口状态和暂停原因', 'State of counters', 'place:counter', 'tickets', [
    'shows on the board with its reason and since when',
  ]),
  whole('Q28', '技能：业务、窗口、人', 'Skills of counters and people', 'manager:hall', 'always', [
    'is asked of the counter and of whoever stands there: each calls only what it can do',
    'leaves a service to all while nobody who can do it is there, and after forty-five minutes of pause',
    'spares whoever can do what few can, and only for the minutes that the hall says',
    'decides to whom a line is dealt when the server is not heard, and what a newcomer is told',
    'is a grid of services by counters and people, and says as of when it holds',
    'tells a wait of its own for a service that not everybody does',
    'make nobody wait for ever, and never two counters call one customer',
  ]),
  whole('Q29', '优先号', 'Priority', 'place:reception', 'tickets', [
    'puts a priority customer first at every third call, and says how many were passed',
    'does not let a priority customer wait longer than five minutes for the ratio',
  ]),
  whole('Q30', '星级和贵宾客户', 'Star customers', 'manager:hall', 'always', [
    'go first at one call in so many, and it is said how many were passed',
    'are nobody in a hall that has set down no levels, and never go before who goes first for care',
    'keep nobody else waiting for longer than the hall allows in all',
    'have their effect on the others counted for the day',
    'are levels of star customers, none of them at first, and what they did to the others is told with the day',
    'takes the level of a star customer with the number where the hall has any, once',
    'make nobody wait for ever, and never two counters call one customer',
  ]),
  whole('Q31', '等久了先叫', 'Ageing', 'place:counter', 'tickets', [
    'lets nobody wait behind a priority once they have waited forty-five minutes',
  ]),
  whole('Q32', '预约', 'Appointments', 'place:reception', 'tickets', [
    'is made by hand within the hours, as many at one time as the hall allows, with four digits and no name',
    'is made with a case whose form gives the day, once, and is found by its receipt, the case or four digits',
    'makes the appointment whose day the form gives, with the receipt by which it is found',
    'is early, in time, late or over by the minutes of the hall',
    'is called first from its time on, and before it in turn like any other',
    'that is late stands in the ordinary line as of its time',
    'is kept once: a second number of two tablets that were apart is an ordinary one, and one given up frees it',
    'gives whoever has an appointment a number for it, found by four digits',
    'is how many appointments a queue gives away, none at first',
    'make nobody wait for ever, and never two counters call one customer',
  ]),
  whole('Q33', '溢出提醒', 'Overflow', 'place:reception', 'tickets', [
    'is told from eleven customers for a counter on, with the counter to open',
    'is told when one customer has waited longer than the hall allows, however few wait',
    'makes nobody wait for ever, and no two counters call one customer',
    'is told once with the counter to open, and again only when it was over in between',
    'tells a queue that is too long on whatever page, with the counter to open',
    'is one line with another queue at the same counters: told once, with one counter to open',
  ]),
  whole('Q34', '为什么叫他', 'Why this one', 'place:counter', 'tickets', [
    'has a sentence for every rule, in both languages',
    'can say at the door why a customer was called',
  ]),
  whole('Q35', '改设置不动排队的人', 'Settings never touch who waits', 'manager:hall', 'always', [
    'does not touch tickets that exist',
    'keep a queue that still has customers',
  ]),
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
  part(
    'Q39',
    '降级显示',
    'Degraded wall',
    'place:wall',
    'tickets',
    say('屏自己断网时别的平板不能带动它', 'No other tablet drives a wall that is cut off'),
  ),
  whole('Q40', '播报排队', 'Announcements in turn', 'place:wall', 'tickets', [
    'leaves out chime and courtesy when the wall has fallen behind',
    'says one after the other, never two at once, in the order they came',
  ]),
  whole('Q41', '自带录音', 'Its own recordings', 'place:wall', 'tickets', [
    'has every clip that an announcement can need',
    'can say any announcement about any label and counter',
  ]),
  part(
    'Q42',
    '播报用语',
    'Wording',
    'place:wall',
    'tickets',
    say('不能自己写播报用语', 'A hall cannot write its own wording'),
    [
      'says 请 A 零 一 二 号，到 三 号窗口办理',
      'says 幺 for 1 in the label where the hall wants it, and 一 for the counter',
    ],
  ),
  part(
    'Q43',
    '音量和安静时段',
    'Volume and quiet hours',
    'manager:hall',
    'always',
    say('不能按区域放声音', 'No sound by zone'),
    [
      'goes by the hall’s clock, over midnight too, and by the quietest of what meets',
      'shows a call and does not say it, and says in the corner why; afterwards it speaks again',
      'take quiet hours and a bright day for the walls',
    ],
  ),
  whole('Q44', '看不清的人', 'Low vision', 'place:wall', 'tickets', [
    'shows the call large, with the other language below, and says it',
  ]),
  part(
    'Q45',
    '听不清的人',
    'Hard of hearing',
    'place:wall',
    'tickets',
    say('号票上不能标听障客户', 'No mark on a number that somebody is hard of hearing'),
    [
      'points to the counter where the manager has said where it is, and shakes in the hand',
      'take where a counter is from the walls, and take it back',
    ],
  ),
  whole('Q46', '隐私', 'Privacy', 'place:wall', 'tickets', [
    'never shows who serves',
    'reads what it shows and who may do what, and of people, telephones, reports and addresses nothing',
  ]),
  none('Q47', '屏的布局', 'Layout of the wall', say('不能在屏上改布局', 'The layout cannot be changed')),
  part(
    'Q48',
    '通知',
    'Notices',
    'manager:hall',
    'always',
    say('通知只有文字，没有图片和视频', 'Notices are text alone, no pictures or videos'),
    [
      'is what they always say, and every notice from its minute until its minute',
      'turns the pages of what the hall has to say, beside the call and never over it',
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
  none('Q51', '窗口屏', 'A counter’s own screen', say('没有窗口屏', 'There is no screen of a counter')),
  part(
    'Q52',
    '无人更新',
    'Unattended update',
    'manager:tablets',
    'always',
    say('经理看不到每台的版本', 'The manager does not see every version'),
  ),
  whole('Q53', '承诺和实际', 'Quoted and actual', 'place:reception', 'tickets', [
    'counts who was called within the range, sooner and later, by the first call',
    'counts whoever waits on, or left, as later once the range is over, and not before',
    'has none noted: a customer who is served at once',
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
  part('Q56', '有条件的字段', 'Conditional fields', 'place:counter', 'cases', say('没有重复组', 'No repeat groups')),
  part(
    'Q57',
    '表单版本',
    'Versions of forms',
    'place:counter',
    'cases',
    say('业务记着表单版本，没有内容校验值', 'A case keeps the form’s version and no hash of it'),
    ['is kept tidied, without what is empty, and says what it holds'],
  ),
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
  none('Q61', '疑似重复', 'Probable duplicates', say('没有疑似重复的清单', 'There is no list of probable duplicates')),
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
  part(
    'Q68',
    '后台复核',
    'Review',
    'place:backoffice',
    'cases',
    say('退回时看不到改了什么', 'A returned case does not show what was changed'),
  ),
  none('Q69', '评价', 'Rating', say('没有评价', 'There are no ratings')),
  part(
    'Q70',
    '统计',
    'Figures',
    'manager:day',
    'day',
    say('数字不能点开，不能导出', 'Figures cannot be opened or exported'),
  ),
  part(
    'Q71',
    '打印机状态',
    'State of printers',
    'manager:hall',
    'always',
    say('纸将尽没有提醒', 'Paper running low is not told'),
  ),
  part(
    'Q72',
    '打印',
    'Printing',
    'manager:hall',
    'always',
    say('不能直接用 USB 和蓝牙打印机', 'No printers by USB or Bluetooth'),
  ),
  whole('Q73', '平板健康', 'Health of tablets', 'manager:tablets', 'always', [
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
  whole('Q77', '存储安全', 'Safety of storage', 'manager:tablets', 'always', [
    'is asked once, when the first person has signed in',
    'asks for a copy after a day, after an hour where the browser may clear them, and again a day after one was saved',
    'says so in the head of the screen, with what to do, and no more once a file was saved',
    'goes whatever its age within a minute when the storage is nearly full',
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

/** Taking a number, calling, and who comes first: Q1 to Q35. */
import { type CoverageRow, whole } from './row.ts'

export const turnRows: readonly CoverageRow[] = [
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
    'says that it was given while the server was not heard, from whichever numbers: on the card, on paper and when found again',
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
  whole('Q8', '弃号和暂离', 'Giving up, leaving for a while', 'place:reception', 'tickets', [
    'ends it once somebody behind it is called after the time, and not before',
    'gives its number up, though the tablet there has not heard of it yet',
    'is given up at the exit with the slip and one tap, one after the other, and that can be taken back',
    'is not called while away, and at the old place as soon as the time is over',
    'leaves for a while from the door, with a slip that says until when, and is back with one tap',
    'counts whoever has left for a while apart, and says to those who wait in a stopped queue that they are still called',
    'is not among those who wait and holds up nobody, but goes first once back',
    'make nobody wait for ever, and never two counters call one customer',
  ]),
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
    'is marked with the number itself where a system could not be asked, and no sooner called or later for it',
    'marks by itself a number whose service the operator’s systems have a say in, when an outage was %s',
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
  whole('Q14', '两个窗口不叫同一个号', 'No two counters call one ticket', 'place:counter', 'tickets', [
    'never serve one customer at two counters, as long as nobody shows a slip or is declared lost',
    'deals the line out so that every ticket belongs to exactly one open counter',
    'deals on over the queues: with one customer in each, no counter has two while another has none',
    'counts as dealt whoever was sent to a counter, and deals what few can do to those',
  ]),
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
    'takes nothing for a way that lay between a call in vain, or a hand-over, and the counter',
  ]),
  whole('Q19', '挂起', 'Setting aside', 'place:counter', 'tickets', [
    'shows who is set aside where, why, since when and until when, and reminds when the time is over',
    'does not count the time on hold as service, neither here nor for the next quote',
    'is put there by the counter that holds them, by any other once that one pauses, closes or is lost, and by a manager',
    'is called next by any counter that can serve them, before whoever has waited longest and before priorities',
    'is served by the counter that held them and had not heard of it, and is then called by no other',
    'stays with the counter while nobody else would hear of it',
    'is left to other counters when this one is closed, and the button that closes it says so',
    'is put back to the front for whichever counter is free first, with undo, and then called before all others',
    'puts whoever is set aside back to the front for the counter that is free first',
    'never serve one customer at two counters, as long as nobody shows a slip or is declared lost',
    'make nobody wait for ever, and never two counters call one customer',
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
    'is of the new day from midnight on, though the day of business has not turned or an emergency keeps it',
    'makes a new appointment for the day that the calendar shows, in the hour after midnight and over midnight',
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
]

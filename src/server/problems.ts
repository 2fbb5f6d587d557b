/** Every problem the server answers with: stable code, status, and one sentence in each language of the screens. */
export const problems = {
  // Who is asking.
  'token-missing': [401, '这台平板还没有和营业厅配对。', 'This tablet is not paired with the hall.'],
  'token-unknown': [
    401,
    '营业厅不认识这台平板的凭证，请重新配对。',
    "The hall does not know this tablet's token. Pair it again.",
  ],
  revoked: [
    403,
    '这台平板已被经理停用，未上传的记录仍保存在本机。',
    'The manager has revoked this tablet. What it has not sent stays on it.',
  ],
  'not-allowed-here': [403, '这个岗位的平板不能做这项操作。', 'Tablets at this place may not do this.'],
  'not-your-journal': [403, '这本日志属于另一台平板。', 'This journal belongs to another tablet.'],
  // Pairing.
  'code-wrong': [403, '配对码不正确、已使用或已过期。', 'The pairing code is wrong, already used or expired.'],
  'pairing-locked': [
    429,
    '配对码输错次数过多，请一分钟后再试。',
    'Too many wrong pairing codes. Try again in a minute.',
  ],
  'bad-key': [
    422,
    '平板的密钥无效，或者不是这台平板自己的。',
    "The key is not a valid P-256 key, or not the tablet's own.",
  ],
  'offer-unknown': [403, '配对码不正确。', 'The pairing code is not right.'],
  'offer-ended': [410, '配对码已过期。', 'The pairing code has expired.'],
  'offer-spent': [409, '另一台平板已用过这个配对码。', 'Another tablet has used this pairing code.'],
  'too-many-offers': [409, '同时有效的配对码太多。', 'Too many pairing codes are open.'],
  'challenge-failed': [
    422,
    '没有证明这是平板自己的密钥。',
    'Nothing has shown that the key is in the hands of this tablet.',
  ],
  'wrong-origin': [
    421,
    '这不是营业厅的地址，请用 origin 中的地址打开。',
    "This is not the hall's address. Open the app at `origin`.",
  ],
  'not-admitted': [409, '经理还没有放行这台平板。', 'No manager has let this tablet in yet.'],
  'not-founded': [409, '营业厅还没有建立。', 'The hall has not been founded yet.'],
  'wrong-sheet': [403, '这张恢复单不是这个营业厅的。', 'This recovery sheet is not of this hall.'],
  'key-already-paired': [409, '这把密钥已经配对过。', 'This key is already paired.'],
  // What was sent.
  'bad-request': [400, '请求内容不完整或格式不正确。', 'The request is incomplete or malformed.'],
  'not-json': [422, '有一行不是有效的 JSON。', 'A line is not JSON.'],
  'body-not-json': [400, '请求正文不是有效的 JSON。', 'The body is not JSON.'],
  'wrong-media-type': [415, '不支持这种内容类型。', 'This content type is not understood here.'],
  'wrong-encoding': [415, '只接受 gzip 压缩或不压缩的内容。', 'Only gzip or no encoding is understood here.'],
  'bad-gzip': [400, '压缩内容损坏或不完整。', 'The gzip body is damaged or cut off.'],
  'body-cut-off': [400, '请求没有完整到达。', 'The request did not arrive whole.'],
  'too-large': [413, '一次发送的内容太大。', 'Too much was sent at once.'],
  'too-many-lines': [413, '一次最多发送 2000 行。', 'At most 2,000 lines may be sent at once.'],
  'too-many-requests': [429, '请求过于频繁，请稍后再试。', 'Too many requests. Try again shortly.'],
  'too-many-journals': [
    429,
    '这台平板一周里开的日志太多，暂不再收新开的；记录都在平板上，几天后会自动上传。',
    'This tablet has opened too many journals in a week. Its lines stay on it and are taken in some days.',
  ],
  'no-such-address': [404, '没有这个地址。', 'There is nothing at this address.'],
  'wrong-method': [405, '这个地址不支持此操作。', 'This address does not understand the method.'],
  // Lines of a push.
  'no-lines': [422, '没有收到任何记录。', 'No lines were sent.'],
  'not-utf8': [422, '内容不是有效的 UTF-8 文本。', 'The lines are not valid UTF-8.'],
  'line-too-long': [422, '有一行超过 64 KiB。', 'A line is longer than 64 KiB.'],
  'bad-envelope': [422, '有一行的信封字段不正确。', 'The envelope of a line is not sound.'],
  'bad-sum': [422, '有一行的内容与它的摘要不符。', 'What a line says is not what its head vouches for.'],
  'bad-journal-header': [422, '缺少有效的 StayOpen-Journal。', 'StayOpen-Journal is missing or malformed.'],
  'bad-from-header': [422, '缺少有效的 StayOpen-From。', 'StayOpen-From is missing or malformed.'],
  'bad-signature': [422, '签名与这台平板的密钥不符。', "The signature is not this tablet's over these lines."],
  'foreign-hall': [422, '有一行属于另一个营业厅。', 'A line belongs to another hall.'],
  'foreign-journal': [422, '有一行属于另一本日志。', 'A line belongs to another journal.'],
  'not-contiguous': [422, '行号不连续。', 'The line numbers do not follow each other.'],
  'broken-chain': [422, '有一行与前一行衔接不上。', 'A line does not continue the one before it.'],
  'bad-opening': [422, '日志第一行没有写明这台平板和它的密钥。', 'Line 1 does not name this tablet and its key.'],
  gap: [409, '中间缺少记录，请从 expected 行开始发送。', 'Lines are missing in between. Send from line `expected` on.'],
  fork: [
    409,
    '服务器已有另一份同号记录，这一份另存为分支。',
    'The server holds other lines under these numbers. These are kept as a branch.',
  ],
  'clock-ahead': [
    409,
    '写下这些记录时平板的时钟快了，它要先说明这些记录的先后。',
    'The clock of the tablet ran ahead when it wrote these lines. It has to say first where they belong.',
  ],
  // Papers and numbers.
  'bad-paper-name': [422, '名称不是内容的 SHA-256。', 'The name is not the SHA-256 of the bytes.'],
  'paper-unknown': [404, '这里没有这份单据。', 'This paper is not here.'],
  shredded: [410, '这份单据已销毁，请同时删除本机副本。', 'This paper was shredded. Delete the local copy.'],
  // Slips.
  'paper-out': [409, '打印机没有纸了。', 'The printer is out of paper.'],
  'cover-open': [409, '打印机的盖子开着。', 'The cover of the printer is open.'],
  'printer-stopped': [409, '打印机停住了。', 'The printer has stopped.'],
  'printer-silent': [409, '打印机没有回应。', 'The printer does not answer.'],
  'printer-busy': [409, '打印机正在打另一张。', 'The printer has another slip.'],
  'printer-unknown': [404, '没有设置这台打印机。', 'No such printer has been set up.'],
  gathering: [
    503,
    '服务器丢过记录，正在从各台平板收回，暂时不发号段，请先用本机的号。',
    'The server has lost lines and takes them back from the tablets. It gives no numbers meanwhile; use your own.',
  ],
  'bad-salvage': [
    422,
    '送回的记录不完整，或者签名不符。',
    'What was brought back is not whole, or not signed by this tablet.',
  ],
  'request-reused': [409, '这个请求号已用于另一次领号。', 'This request id was used for another lease.'],
  'numbers-used-up': [409, '这个队列当天的号码已用完。', "The day's numbers of this queue are used up."],
  'range-not-satisfiable': [416, '请求的范围超出内容。', 'The range lies beyond the content.'],
  'too-many-papers': [
    429,
    '这台平板送来的单据太多，还没有记录提到它们。',
    'This tablet has brought many papers that no event has named yet.',
  ],
  'too-much-today': [
    429,
    '这台平板今天送来的内容太多，请经理看一看。',
    'This tablet has brought too much today. A manager should look at it.',
  ],
  // The server itself.
  'disk-full': [
    503,
    '服务器磁盘快满了，只收经理的操作和应急记录；其他内容仍在平板上。',
    "The server's disk is nearly full: it takes managers' acts and emergencies alone. Everything else stays on the tablets.",
  ],
  'clock-behind': [
    503,
    '服务器时钟（clock）早于已存的记录（other）；两台平板的时间一致后自动恢复，或请经理确认时间。',
    "The server's clock says `clock`, behind what it has stored at `other`. It goes on once two tablets agree, or a manager confirms the time.",
  ],
  'clock-doubted': [
    503,
    '服务器时钟是 clock，两台平板是 other；平板的时间与它一致后自动恢复，或请经理确认时间。',
    "The server's clock says `clock`, two tablets say `other`. It goes on once they say it again, the clock is put right, or a manager confirms the time.",
  ],
  'clock-leapt': [
    503,
    '服务器时钟跳到了 clock，按运行时间应是 other；两台平板的时间一致后自动恢复，或请经理确认时间。',
    "The server's clock has leapt to `clock`; by running time it is `other`. It goes on once two tablets agree, or a manager confirms the time.",
  ],
  'store-unavailable': [
    503,
    '服务器暂时无法写入磁盘，记录仍在平板上。',
    'The server cannot write to its disk just now. Nothing was taken; keep the lines.',
  ],
  stopping: [503, '服务器正在停止，请稍后再试。', 'The server is stopping. Try again shortly.'],
  'internal-error': [500, '服务器出错，没有改变任何内容。', 'Something went wrong on the server. Nothing was changed.'],
} as const satisfies Record<string, readonly [status: number, zh: string, en: string]>

/** A stable code, the same in every version. */
export type ProblemCode = keyof typeof problems

/** RFC 9457 problem details: `{type, title, status, code, detail, …facts}`. */
export interface Problem {
  readonly type: 'about:blank'
  readonly title: string
  readonly status: number
  readonly code: ProblemCode
  readonly detail: string
}

const titles: Readonly<Record<number, string>> = {
  400: 'Bad Request',
  401: 'Unauthorized',
  403: 'Forbidden',
  404: 'Not Found',
  405: 'Method Not Allowed',
  409: 'Conflict',
  410: 'Gone',
  413: 'Content Too Large',
  415: 'Unsupported Media Type',
  416: 'Range Not Satisfiable',
  421: 'Misdirected Request',
  422: 'Unprocessable Content',
  429: 'Too Many Requests',
  500: 'Internal Server Error',
  503: 'Service Unavailable',
}

/** Writes a problem in the reader's language; Chinese unless English is asked for first. */
export function problemOf(code: ProblemCode, acceptLanguage: string | undefined): Problem {
  const [status, zh, en] = problems[code]
  const english = /^\s*en\b/i.test(acceptLanguage ?? '')
  return { type: 'about:blank', title: titles[status] ?? 'Problem', status, code, detail: english ? en : zh }
}

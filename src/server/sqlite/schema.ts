import type Database from 'libsql'
import { firstTip, tipBehind } from '../tips.ts'
import { columns, text, whole } from './rows.ts'

/**
 * Each step brings a store from one version to the next; `user_version` says which it has, the first step's is `FIRST`.
 * Steps are only ever added. Keys begin with the hall, so that the tables can be told apart when many halls share one engine.
 */
const FIRST = 2
const steps = [
  `
  CREATE TABLE halls (
    hall TEXT PRIMARY KEY, server TEXT NOT NULL, journal TEXT NOT NULL, signing_key TEXT NOT NULL,
    last_seq INTEGER NOT NULL DEFAULT 0
  ) STRICT;

  -- One row per run of lines, not per event: bulk comes in as one write and goes out as one read.
  CREATE TABLE runs (
    hall TEXT NOT NULL, last_seq INTEGER NOT NULL, first_seq INTEGER NOT NULL,
    journal TEXT NOT NULL, first_n INTEGER NOT NULL, last_n INTEGER NOT NULL,
    received TEXT NOT NULL, signature TEXT NOT NULL, kinds TEXT NOT NULL,
    bytes INTEGER NOT NULL, lines TEXT NOT NULL, completes INTEGER NOT NULL,
    PRIMARY KEY (hall, last_seq),
    UNIQUE (hall, journal, completes, last_n),
    CHECK (last_seq - first_seq = last_n - first_n AND first_n >= 1)
  ) STRICT;

  -- A line is identified by (hall, journal, n): two runs of a journal never share a number. Only a line whose head came
  -- alone is stored once more when it comes whole; what was sent before stays what it was.
  CREATE TRIGGER runs_never_overlap BEFORE INSERT ON runs
  WHEN (SELECT first_n FROM runs WHERE hall = NEW.hall AND journal = NEW.journal AND completes = NEW.completes
        AND last_n >= NEW.first_n ORDER BY last_n LIMIT 1) <= NEW.last_n
  BEGIN SELECT RAISE(ABORT, 'a line of this journal is already stored'); END;
  CREATE TRIGGER only_heads_are_completed BEFORE INSERT ON runs
  WHEN NEW.completes = 1 AND NEW.last_n - NEW.first_n + 1 > (SELECT count(*) FROM bare
       WHERE hall = NEW.hall AND journal = NEW.journal AND n BETWEEN NEW.first_n AND NEW.last_n)
  BEGIN SELECT RAISE(ABORT, 'a line that is here whole needs nothing more'); END;

  CREATE TRIGGER seqs_have_no_gaps BEFORE INSERT ON runs
  WHEN NEW.first_seq <> 1 + (SELECT coalesce(max(last_seq), 0) FROM runs WHERE hall = NEW.hall)
  BEGIN SELECT RAISE(ABORT, 'a seq would be skipped or given twice'); END;

  CREATE TABLE journals (
    hall TEXT NOT NULL, journal TEXT NOT NULL, tablet TEXT NOT NULL, n INTEGER NOT NULL, hash TEXT,
    -- The tablet's signature over this head, and the seq of its line: whoever was told of it before needs it no more.
    signature TEXT, last_seq INTEGER,
    PRIMARY KEY (hall, journal)
  ) STRICT;
  CREATE INDEX journals_by_seq ON journals (hall, last_seq);
  CREATE INDEX journals_by_tablet ON journals (hall, tablet);
  CREATE TABLE holes (
    hall TEXT NOT NULL, journal TEXT NOT NULL, first_n INTEGER NOT NULL, last_n INTEGER NOT NULL,
    PRIMARY KEY (hall, journal, first_n)
  ) STRICT;
  CREATE TABLE redactions (
    hall TEXT NOT NULL, journal TEXT NOT NULL, n INTEGER NOT NULL, hash TEXT NOT NULL,
    PRIMARY KEY (hall, journal, n, hash)
  ) STRICT;
  CREATE TABLE bare (
    hall TEXT NOT NULL, journal TEXT NOT NULL, n INTEGER NOT NULL, PRIMARY KEY (hall, journal, n)
  ) STRICT;
  CREATE TABLE quarantine (
    hall TEXT NOT NULL, seq INTEGER NOT NULL, code TEXT NOT NULL, PRIMARY KEY (hall, seq)
  ) STRICT;
  CREATE TABLE marks (
    hall TEXT NOT NULL, mark TEXT NOT NULL, seq INTEGER NOT NULL, PRIMARY KEY (hall, mark, seq)
  ) STRICT;

  CREATE TABLE tablets (
    hall TEXT NOT NULL, tablet TEXT NOT NULL, name TEXT NOT NULL, place TEXT NOT NULL, signing_key TEXT NOT NULL,
    lane INTEGER NOT NULL, status TEXT NOT NULL, token_hash TEXT NOT NULL,
    PRIMARY KEY (hall, tablet), UNIQUE (hall, lane), UNIQUE (hall, token_hash)
  ) STRICT;
  CREATE TABLE codes (
    hall TEXT NOT NULL, hash TEXT NOT NULL, place TEXT NOT NULL, name TEXT NOT NULL, expires INTEGER NOT NULL,
    used_by TEXT, PRIMARY KEY (hall, hash)
  ) STRICT;
  CREATE TABLE leases (
    hall TEXT NOT NULL, request TEXT NOT NULL, tablet TEXT NOT NULL, queue TEXT NOT NULL, day TEXT NOT NULL,
    first_number INTEGER NOT NULL, last_number INTEGER NOT NULL,
    PRIMARY KEY (hall, tablet, request), UNIQUE (hall, queue, day, last_number)
  ) STRICT;
  CREATE TABLE cursors (
    hall TEXT NOT NULL, tablet TEXT NOT NULL, seq INTEGER NOT NULL, heard INTEGER NOT NULL,
    PRIMARY KEY (hall, tablet)
  ) STRICT;
  CREATE TABLE shredded (hall TEXT NOT NULL, paper TEXT NOT NULL, PRIMARY KEY (hall, paper)) STRICT;
  `,
  `
  -- How long servers of this store have run, and of each act that cannot be taken back how long they had when it began to count.
  CREATE TABLE running (hall TEXT PRIMARY KEY, ms INTEGER NOT NULL) STRICT;
  CREATE TABLE pending (
    hall TEXT NOT NULL, act TEXT NOT NULL, since INTEGER NOT NULL, PRIMARY KEY (hall, act)
  ) STRICT;
  `,
  `
  -- When each token was given, and the one that follows it: the one before is good until the next has been used.
  ALTER TABLE tablets ADD COLUMN given INTEGER NOT NULL DEFAULT 0;
  ALTER TABLE tablets ADD COLUMN next_hash TEXT;
  ALTER TABLE tablets ADD COLUMN next_given INTEGER;
  UPDATE tablets SET given = CAST(strftime('%s', 'now') AS INTEGER) * 1000;
  CREATE UNIQUE INDEX tablets_by_next_token ON tablets (hall, next_hash);
  `,
  `
  -- Papers that events name, and papers that came and that no event has named yet: after so many hours they go.
  CREATE TABLE named (hall TEXT NOT NULL, paper TEXT NOT NULL, PRIMARY KEY (hall, paper)) STRICT, WITHOUT ROWID;
  CREATE TABLE unnamed (
    hall TEXT NOT NULL, paper TEXT NOT NULL, tablet TEXT NOT NULL, bytes INTEGER NOT NULL, hours INTEGER NOT NULL,
    PRIMARY KEY (hall, paper)
  ) STRICT;
  `,
  `
  -- What the history came to behind each run, and the epochs of this store that are over: what was said of them proves
  -- nothing new. \`lane\`: the highest that was given when the next one began. \`gathers\`: 1 while what the store lost comes back.
  ALTER TABLE runs ADD COLUMN tip TEXT NOT NULL DEFAULT '';
  ALTER TABLE halls ADD COLUMN gathers INTEGER NOT NULL DEFAULT 0;
  CREATE TABLE closed_epochs (
    hall TEXT NOT NULL, epoch TEXT NOT NULL, lane INTEGER NOT NULL, PRIMARY KEY (hall, epoch)
  ) STRICT;
  -- Lines of which the disk had other bytes than were stored, with the seq they had; \`again\`: 1 once they have come anew.
  CREATE TABLE damaged (
    hall TEXT NOT NULL, journal TEXT NOT NULL, n INTEGER NOT NULL, seq INTEGER NOT NULL, again INTEGER NOT NULL DEFAULT 0,
    PRIMARY KEY (hall, seq)
  ) STRICT;
  -- Up to where numbers of a queue on a day may be on paper, as somebody has said, whoever may have given them.
  CREATE TABLE named_numbers (
    hall TEXT NOT NULL, queue TEXT NOT NULL, day TEXT NOT NULL, number INTEGER NOT NULL, PRIMARY KEY (hall, queue, day)
  ) STRICT;
  `,
  `
  -- When the epoch that is now began (ms since 1970). \`gathers\`: 2 where only a manager ends it.
  ALTER TABLE halls ADD COLUMN begun INTEGER;
  `,
  `
  -- The last start of each tablet: \`row\` is another one where its storage began to count anew.
  CREATE TABLE starts (
    hall TEXT NOT NULL, tablet TEXT NOT NULL, row TEXT NOT NULL, number INTEGER NOT NULL, id TEXT NOT NULL,
    PRIMARY KEY (hall, tablet, row)
  ) STRICT;
  `,
]

/** The version of the tables that this release writes. */
export const NEWEST_VERSION = FIRST + steps.length - 1
/** What a step does beyond its SQL: papers that were named before there was a list of them. */
const alsoIn: Readonly<Record<number, (db: Database.Database) => void>> = {
  [FIRST + 3]: namePapers,
  [FIRST + 4]: writeTips,
}

/** Notes every paper that lines name. */
export function namePapers(db: Database.Database): void {
  const insert = db.prepare('INSERT OR IGNORE INTO named VALUES (?, ?)')
  for (const row of db.prepare('SELECT hall, lines FROM runs').raw().iterate()) {
    const [hall, lines] = columns(row)
    // Every text that may be the name of a paper: one too many keeps a paper, one too few would lose it.
    for (const [paper] of text(lines).matchAll(/[0-9a-f]{64}/g)) insert.run(text(hall), paper)
  }
}

function writeTips(db: Database.Database): void {
  const write = db.prepare('UPDATE runs SET tip = ? WHERE hall = ? AND last_seq = ?')
  const tips = new Map<string, string>()
  for (const row of db.prepare('SELECT hall, last_seq, lines FROM runs ORDER BY hall, last_seq').raw().all()) {
    const [hall, seq, lines] = columns(row)
    const name = text(hall)
    const tip = tipBehind(tips.get(name) ?? firstTip(name), text(lines).split('\n'))
    tips.set(name, tip)
    write.run(tip, name, whole(seq))
  }
}

/** Brings the schema up to this program's version; refuses a store that a newer program has written, or one too old. */
export function migrate(db: Database.Database): void {
  const [version] = db.prepare('PRAGMA user_version').raw().all().flat()
  const found = Number(version)
  if (found > NEWEST_VERSION)
    throw new Error(
      '这些数据是更新的版本写的。请启动更新的版本。/ This store was written by a newer hall server. Update this one first.',
    )
  // Version 1 had records of another shape; none of them was ever used in a hall.
  if (found > 0 && found < FIRST)
    throw new Error(
      '这些数据是早期试用版的，读不了。请换一个空文件夹（STAYOPEN_DATA），重新建厅。/ This store holds records of an early trial version, which this hall server does not read. Move the folder away, or name an empty one in STAYOPEN_DATA, and set the hall up anew.',
    )
  for (const [index, step] of steps.entries()) {
    if (FIRST + index <= found) continue
    db.exec(`BEGIN IMMEDIATE; ${step}`)
    alsoIn[FIRST + index]?.(db)
    db.exec(`PRAGMA user_version = ${FIRST + index}; COMMIT`)
  }
}

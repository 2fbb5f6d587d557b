/** Roles of the plan's organisation (1.1.5–1.1.10). One person may hold several. */
export const ROLES = ['manager', 'front', 'back-office', 'tech', 'security'] as const
export type Role = (typeof ROLES)[number]

/** What somebody may be allowed to do. Actions of an emergency are not here: they are never denied, only recorded. */
export const ROLES_BY_ACTION = {
  /** Calls customers and serves them at a counter, writes down what was called on paper, declares a counter lost. */
  serve: ['front', 'back-office', 'manager'],
  /** 受理: opens a case, fills it in, takes its steps. */
  'take-case': ['front', 'back-office', 'manager'],
  /** Notes at the door what a customer is called and how they are reached. */
  'note-visitor': ['front', 'back-office', 'security', 'manager'],
  /** 复核: approves, returns, hands on. Never one's own case. */
  'review-case': ['back-office', 'manager'],
  /** 补录: enters afterwards what was taken down while the operator was out of reach. */
  'enter-late': ['back-office', 'manager'],
  /** Gives money back, or voids what was approved. */
  'refund-case': ['manager'],
  /** Reads what is sealed outside of one's own work on it; asked for the reason, and recorded. */
  'reveal-case': ['manager', 'back-office'],
  /** 业务中断: everybody in the hall may say that the operator does not answer. */
  'declare-interruption': ['front', 'back-office', 'tech', 'security', 'manager'],
  /** 特殊情况台账: writes down what happened … */
  'note-special': ['front', 'back-office', 'manager'],
  /** … and decides whether it is worth keeping as experience. */
  'decide-special': ['manager'],
  /** Destroys papers for good … */
  'destroy-papers': ['manager'],
  /** … and stops that before it is carried out. */
  'stop-destroying': ['manager'],
  /** Puts a plan in force (1.1.4). */
  'publish-plan': ['manager'],
  /** Says who follows whom in command, and who else is here today. */
  'keep-roster': ['manager'],
  /** Draws the floor plan and says where tablets stand (1.1.27). */
  'draw-floor': ['manager'],
  /** Keeps the register of what the hall can go on with. */
  'keep-backups': ['manager', 'back-office', 'tech'],
  /** Plans a drill, or gives it up: a manager or whoever is responsible for security. */
  'plan-drill': ['manager', 'security'],
  /** That a drill is held as planned (1.1.52). */
  'approve-drill': ['manager'],
} as const satisfies Readonly<Record<string, readonly Role[]>>
/** Something that needs a role. */
export type Action = keyof typeof ROLES_BY_ACTION

/** A report as it is laid out, on the screen's printer and in Word alike. */
export interface ReportPaper {
  readonly title: string
  /** Stands over everything in a drill; empty otherwise. */
  readonly drill: string
  readonly number: string
  readonly rows: readonly (readonly [label: string, text: string])[]
  readonly momentsTitle: string
  readonly moments: readonly (readonly [time: string, what: string])[]
  readonly signature: string
}

/** The report as plain text, for a message; `labelled` says a row in the language of the report. */
export const asText = (
  { title, drill, number, rows }: ReportPaper,
  labelled: (row: { readonly label: string; readonly text: string }) => string,
): string =>
  [drill, `${title} ${number}`.trim(), ...rows.map(([label, text]) => labelled({ label, text }))]
    .filter(Boolean)
    .join('\n')

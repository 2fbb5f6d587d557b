import { createInterface } from 'node:readline'

/** One line up, and nothing stands there any more. */
const TAKE_AWAY = '\u001B[1A\u001B[2K'

/**
 * Asks for one line after the other, at a terminal or from a pipe. What was answered at a terminal is taken off the screen; that
 * is why it is never an argument either: those stay in histories and in lists of processes.
 */
export function createAsking(
  input: NodeJS.ReadableStream,
  output: NodeJS.WritableStream & { readonly isTTY?: boolean },
): (question: string) => Promise<string | null> {
  return async (question) => {
    output.write(question)
    const answer = await nextLine(input)
    // Left flowing, a terminal keeps the program from ending when all is said.
    input.pause()
    if (output.isTTY) output.write(TAKE_AWAY)
    return answer
  }
}

const lines = new WeakMap<NodeJS.ReadableStream, AsyncIterator<string>>()

/** A pipe may bring several lines at once: nobody but one reader may take them. */
async function nextLine(input: NodeJS.ReadableStream): Promise<string | null> {
  input.resume()
  const reader = lines.get(input) ?? createInterface({ input })[Symbol.asyncIterator]()
  lines.set(input, reader)
  const { value, done } = await reader.next()
  return done ? null : value
}

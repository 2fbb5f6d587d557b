import { runAlone } from '#support/simulator/run.ts'

process.exitCode = await runAlone('test/support/corpus/write.ts', {}, (text) => void process.stdout.write(text))

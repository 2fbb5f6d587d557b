import path from 'node:path'
import { writePackage } from './writePackage.ts'

// `npm run package`: what a hall unpacks and starts, in dist/package.

const { archives, machines, without } = await writePackage(path.resolve('dist/package'), { machines: 'all', zip: true })
for (const { file, bytes } of archives)
  process.stdout.write(`${path.relative('.', file)}  ${(bytes / 1024 / 1024).toFixed(1)} MiB\n`)
process.stdout.write(`runs with Node 20, 22 or 24 on ${machines.join(', ')}\n`)
if (without.length > 0)
  process.stdout.write(
    `not on ${without.join(', ')}: their part could not be had from the registry, or was not what package-lock.json says\n`,
  )

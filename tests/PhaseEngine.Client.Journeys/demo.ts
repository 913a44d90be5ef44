import { spawn, type ChildProcess } from 'node:child_process'
import { createServer } from 'node:net'
import { join } from 'node:path'
import type { TestProject } from 'vitest/node'

declare module 'vitest' {
  interface ProvidedContext {
    /** Where the server is. */
    base: string

    /** A sign-in link for each role, by its Chinese name. */
    links: Record<string, string>
  }
}

const executable = join(import.meta.dirname, '../../artifacts/bin/PhaseEngine.Server/debug/PhaseEngine.Server.dll')
const patience = 300_000

/** Plays the demo and serves it, as anybody would: from the command line, on a port of its own. */
export default async function setup(project: TestProject) {
  const base = `http://127.0.0.1:${await freePort()}`
  const server = spawn('dotnet', [executable, 'demo', '--urls', base], { env: { ...process.env, NO_COLOR: '1' } })
  const links = await linksOf(server, base)
  project.provide('base', base)
  project.provide('links', links)

  return () => new Promise<void>((resolve) => {
    server.once('exit', () => resolve())
    server.kill('SIGTERM')
  })
}

function linksOf(server: ChildProcess, base: string) {
  return new Promise<Record<string, string>>((resolve, reject) => {
    let output = ''
    const give = (error: string) => reject(new Error(`${error}\n${output}`))
    const timer = setTimeout(() => give('The demo was not ready in time.'), patience)
    const read = (chunk: Buffer) => {
      output += chunk.toString()
      // A line with role and name, the next one with their link.
      const found = [...output.matchAll(/^ *(\S+) [^\n]*\n\s*(http:\/\/\S+\/demo\/sign-in\/\S+)\s*$/gm)]
      if (found.length < 7) return

      clearTimeout(timer)
      resolve(Object.fromEntries(found.map((match) => [match[1] ?? '', match[2] ?? ''])))
    }
    server.stdout?.on('data', read)
    server.stderr?.on('data', read)
    server.once('exit', (code) => give(`The demo ended with ${code} before it served ${base}.`))
  })
}

function freePort() {
  return new Promise<number>((resolve) => {
    const probe = createServer().listen(0, '127.0.0.1', () => {
      const { port } = probe.address() as { port: number }
      probe.close(() => resolve(port))
    })
  })
}

import { cp, readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { HtmlTagDescriptor, Plugin } from 'vite'
import { writeTwin } from './brotli.ts'

const module = join(import.meta.dirname, '../node_modules/@elsa-workflows/elsa-studio-wasm')

/** What only browsers' tools and other servers would fetch. */
const unneeded = /\.(gz|map|map\.br|scss)$|\/(index\.html|package\.json)(\.br)?$/

const styles = [
  '_content/MudBlazor/MudBlazor.min.css',
  '_content/CodeBeam.MudBlazor.Extensions/MudExtensions.min.css',
  '_content/Radzen.Blazor/css/material-base.css',
  '_content/Elsa.Studio.Shell/css/shell.css',
  'Elsa.Studio.Host.CustomElements.styles.css',
]

// In this order: each expects those before it.
const scripts = [
  '_content/BlazorMonaco/jsInterop.js',
  '_content/BlazorMonaco/lib/monaco-editor/min/vs/loader.js',
  '_content/BlazorMonaco/lib/monaco-editor/min/vs/editor/editor.main.js',
  '_content/MudBlazor/MudBlazor.min.js',
  '_content/CodeBeam.MudBlazor.Extensions/MudExtensions.min.js',
  '_content/Radzen.Blazor/Radzen.Blazor.js',
  '_framework/blazor.webassembly.js',
]

/**
 * Elsa Studio for the page `studio.html`: its files, as they were published, in a folder with their version in its name, since not
 * all of them have a hash in theirs; and in the page what its own page would load, without the fonts from elsewhere.
 */
export async function elsaStudio(): Promise<Plugin> {
  const { version } = JSON.parse(await readFile(join(module, 'package.json'), 'utf8')) as { version: string }
  const folder = `app/elsa-studio-${version}`
  let out: string | null = null

  return {
    name: 'elsa-studio',
    config: () => ({ define: { __ELSA_STUDIO__: JSON.stringify(`/${folder}/`) } }),
    configResolved: (config) => void (out = config.command === 'build' ? config.build.outDir : null),
    transformIndexHtml: {
      order: 'post',
      handler: (_, { path }) => (path.endsWith('/studio.html') ? tagsFor(folder) : []),
    },
    closeBundle: {
      order: 'post',
      sequential: true,
      async handler() {
        if (out === null) return
        const target = join(out, folder)
        await cp(module, target, { recursive: true, preserveTimestamps: true, filter: (file) => !unneeded.test(file) })
        // All but these come with a compressed twin.
        const framework = join(target, '_framework')
        const data = (await readdir(framework)).filter((file) => file.endsWith('.dat'))
        await Promise.all(data.map((file) => writeTwin(join(framework, file))))
      },
    },
  }
}

function tagsFor(folder: string): HtmlTagDescriptor[] {
  return [
    // First of all: everything behind it is meant relative to it.
    { tag: 'base', attrs: { href: `/${folder}/` }, injectTo: 'head-prepend' },
    ...styles.map((href) => ({ tag: 'link', attrs: { rel: 'stylesheet', href }, injectTo: 'head-prepend' as const })),
    ...scripts.map((src) => ({ tag: 'script', attrs: { src }, injectTo: 'body' as const })),
  ]
}

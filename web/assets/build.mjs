// node build.mjs: bundles src/ into ../static/dist and writes the manifest that the page layout reads.
import * as esbuild from 'esbuild';
import fs from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

const here = path.dirname(fileURLToPath(import.meta.url));
const out = path.join(here, '../static/dist');

const options = {
  absWorkingDir: here,
  entryPoints: { app: 'src/app.js', viewer: 'src/viewer.js' },
  outdir: out,
  entryNames: '[name]-[hash]',
  chunkNames: 'chunks/[name]-[hash]',
  bundle: true,
  minify: true,
  splitting: true,
  format: 'esm',
  target: ['chrome86', 'firefox78'], // what government desktops run
  inject: ['src/legacy.js'],
  legalComments: 'linked', // the licences stand beside the bundles
  metafile: true,
  logLevel: 'warning',
};

/** Every file that must be loaded for one entry, shared chunks included. */
function closure(outputs, file, seen = new Set()) {
  if (seen.has(file)) return seen;
  seen.add(file);
  for (const used of outputs[file].imports) if (used.kind === 'import-statement') closure(outputs, used.path, seen);
  return seen;
}

fs.rmSync(out, { recursive: true, force: true });
const { metafile } = await esbuild.build(options);
const manifest = {};
for (const [file, output] of Object.entries(metafile.outputs)) {
  if (!output.entryPoint) continue;
  const scripts = [...closure(metafile.outputs, file)];
  const styles = scripts.map((name) => metafile.outputs[name].cssBundle).filter(Boolean);
  const relative = (name) => path.relative(out, path.resolve(here, name)).split(path.sep).join('/');
  manifest[path.basename(output.entryPoint, '.js')] = { js: scripts.map(relative), css: styles.map(relative) };
}
fs.writeFileSync(path.join(out, 'manifest.json'), JSON.stringify(manifest, null, 1) + '\n');

// Builds the pages into the folder given as argument: npm ci, type check, bundle.
// What is unchanged since the last time is not done again: digests of what was done lie in node_modules.
import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

const here = dirname(fileURLToPath(import.meta.url));
const output = resolve(process.argv[2] ?? join(here, 'dist'));

function filesUnder(path) {
  if (!existsSync(path)) return [];
  if (statSync(path).isFile()) return [path];
  return readdirSync(path)
    .sort()
    .flatMap((name) => filesUnder(join(path, name)));
}

function digest(...paths) {
  const hash = createHash('sha256').update(process.version);
  for (const file of paths.flatMap((path) => filesUnder(join(here, path)))) {
    hash.update(file).update(readFileSync(file));
  }
  return hash.digest('hex');
}

function unlessDone(made, mark, wanted, work) {
  if (existsSync(made) && existsSync(mark) && readFileSync(mark, 'utf8') === wanted) return;
  work();
  writeFileSync(mark, wanted);
}

function run(command, ...args) {
  execFileSync(command, args, { cwd: here, stdio: ['ignore', 'inherit', 'inherit'] });
}

const packages = digest('package.json', 'package-lock.json', '.npmrc');
const modules = join(here, 'node_modules');
unlessDone(modules, join(modules, '.digest'), packages, () => {
  run('npm', 'ci', '--no-audit', '--no-fund', '--loglevel=error');
});

const sources = digest(
  'package-lock.json',
  'build.mjs',
  'vite.config.ts',
  'tsconfig.json',
  'index.html',
  'src',
  'public',
);
// Beside the packages, not beside the pages: what lies there would end in the jar.
unlessDone(join(output, 'index.html'), join(modules, '.built'), `${sources} ${output}`, () => {
  run(process.execPath, 'node_modules/typescript/bin/tsc', '--noEmit');
  run(
    process.execPath,
    'node_modules/vite/bin/vite.js',
    'build',
    '--logLevel',
    'warn',
    '--emptyOutDir',
    '--outDir',
    output,
  );
});

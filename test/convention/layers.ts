import { never, type Rule, type Tree } from './tree.ts';

const core = /^packages\/native\/cpp\/core\//;
const binding = /^packages\/native\/cpp\/binding\//;
/** Directories whose sources several systems share. */
const shared = /^packages\/native\/cpp\/(posix|bsd)\//;
const system = /^packages\/native\/cpp\/(?!(core|binding|posix|bsd)\/)\w+\//;
const platform = /^packages\/native\/cpp\/(?!(core|binding)\/)\w+\//;
const condition = /^\s*#\s*(if|ifdef|ifndef|elif)\b/;

/** Conditional compilation after the first declaration of a file. */
function lateConditions(tree: Tree): string[] {
  return Object.entries(tree)
    .filter(([path]) => system.test(path))
    .flatMap(([path, text]) => {
      const lines = text.split('\n');
      const first = lines.findIndex((line) => /^(namespace|class|struct|template|const|[\w:<>*& ]+\()/.test(line));
      return lines.flatMap((line, index) =>
        first >= 0 && index > first && condition.test(line) ? [`${path}:${index + 1}: ${line}`] : [],
      );
    });
}

/** The rules for the directories of packages/native/cpp. */
export const cppRules: readonly Rule[] = [
  never(
    'cpp/core includes only the C++ standard library and itself',
    core,
    /#\s*include\s*(<[^>]*[./][^>]*>|"[^"]*\/)/,
    ['packages/native/cpp/core/x.h', '#include <unistd.h>'],
  ),
  never('cpp/core has no #if', core, condition, ['packages/native/cpp/core/x.h', '#ifdef __linux__']),
  never(
    'cpp/binding includes napi.h, cpp/core and no header of a system',
    binding,
    /#\s*include\s*(<(?!napi\.h>)[^>]*[./][^>]*>|"\.\.\/(?!core\/))/,
    ['packages/native/cpp/binding/x.h', '#include <uv.h>'],
  ),
  never('cpp/binding has no #if', binding, condition, ['packages/native/cpp/binding/x.cc', '#if defined(_WIN32)']),
  never(
    'a shared directory includes its own headers, those of Unix and cpp/core',
    shared,
    /#\s*include\s*(<(napi|node_api|js_native_api|node|v8|uv|windows|linux\/\w+|mach\/\w+)\.h>|"\.\.\/(?!core\/|posix\/))/,
    ['packages/native/cpp/posix/x.cc', '#include "../linux/file.h"'],
  ),
  never('a shared directory has no #if', shared, condition, ['packages/native/cpp/bsd/x.cc', '#ifdef __FreeBSD__']),
  never(
    'a directory of a system includes its own headers, those of the system, cpp/core and shared directories',
    system,
    /#\s*include\s*(<(napi|node_api|js_native_api|node|v8|uv)\.h>|"\.\.\/(?!(core|posix|bsd)\/))/,
    ['packages/native/cpp/linux/x.cc', '#include "../windows/handle.h"'],
  ),
  never('cpp/windows includes nothing of Unix', /^packages\/native\/cpp\/windows\//, /"\.\.\/(posix|bsd)\//, [
    'packages/native/cpp/windows/x.cc',
    '#include "../posix/fd.h"',
  ]),
  {
    claim: 'a directory of a system has conditions only at the top of a file',
    violations: lateConditions,
    example: { 'packages/native/cpp/linux/x.cc': '#include <x.h>\nvoid F() {\n#if __x86_64__\n#endif\n}' },
  },
  never('paths of pseudo files are relative to the host', platform, /(?<!\+ )"\/(proc|sys|etc|run|var)\b/, [
    'packages/native/cpp/linux/x.cc',
    'ReadFile("/proc/stat");',
  ]),
  never(
    'only file.cc opens files and directories',
    /^packages\/native\/cpp\/(?!core\/|binding\/)\w+\/(?!file\.cc$)/,
    /\b(open|openat|fopen|opendir|readlink|readlinkat)\(|\bi?fstream\b/,
    ['packages/native/cpp/linux/x.cc', 'int fd = open(path, O_RDONLY);'],
  ),
  never(
    'only parse.cc parses numbers',
    /^packages\/native\/cpp\/(?!core\/|binding\/)\w+\/(?!parse\.cc$)/,
    /\b(strto\w+|ato[fil]l?|sto(i|l|ll|ul|ull|d)|sscanf|from_chars)\(/,
    ['packages/native/cpp/linux/x.cc', 'return strtoull(text, nullptr, 10);'],
  ),
  never(
    'the native code never starts a process',
    /^packages\/native\/cpp\//,
    /\b(v?fork|exec[vl]\w*|popen|system|posix_spawnp?)\(/,
    ['packages/native/cpp/linux/x.cc', 'FILE* out = popen("ps", "r");'],
  ),
];

/** All source files except the one that starts the program of a `Popen`. */
const notPopen = /^packages\/(?!process\/src\/child\.ts$)\w+\/src\/.*\.ts$/;

/** The rules for the TypeScript files of the packages. */
export const typescriptRules: readonly Rule[] = [
  never('only Popen starts a process', notPopen, /child_process'/, [
    'packages/cpu/src/x.ts',
    "import { execSync } from 'node:child_process';",
  ]),
  never(
    'only packages/native/src/load.ts loads the binary',
    /^packages\/(?!native\/src\/load(-error)?\.ts$)\w+\/src\/.*\.ts$/,
    /node-gyp-build|binding\.cjs|createRequire|process\.dlopen|\.node'|@psutil\/native\/(?!(internal\/[\w-]+)')/,
    ['packages/cpu/src/x.ts', "const addon = createRequire(import.meta.url)('psutil.node');"],
  ),
  never(
    'no package depends on the name of the system; it uses supports(name)',
    /^packages\/(?!native\/src\/(load-error|platform|index)\.ts$)\w+\/src\/.*(?<!\.generated)\.ts$/,
    /^(?!\s*(\/?\*|\/\/)).*(process\.platform|\bos\.(type|platform)\b|\{[^}]*\bplatform\b[^}]*\} = process|\b(LINUX|WINDOWS|MACOS|OSX|FREEBSD|OPENBSD|NETBSD|BSD|SUNOS|AIX|POSIX)\b)/,
    ['packages/cpu/src/x.ts', "if (process.platform === 'linux') return;"],
  ),
  never(
    'cpu, disk, memory, net, process and system import only @psutil/native',
    /^packages\/(?!native|graphql|psutil)\w+\/src\/.*\.ts$/,
    /^(?!\s*\*).*'@psutil\/(?!native['/])/,
    ['packages/cpu/src/x.ts', "import { virtualMemory } from '@psutil/memory';"],
  ),
  never(
    'cpu, disk, memory, net, process and system do not use the file system or the network',
    /^packages\/(?!native|graphql|psutil|process\/src\/child\.ts$)\w+\/src\/.*\.ts$/,
    /'(node:)?(fs|fs\/promises|net|dgram|http|https|inspector)'|'(node:)?os'(?!;$)/,
    ['packages/cpu/src/x.ts', "import { readFileSync } from 'node:fs';"],
  ),
  never(
    'the GraphQL package uses only the promises entries',
    /^packages\/graphql\/src\//,
    /^(?!\s*\*).*('@psutil\/(?!native)\w+'|\bsyncExecutor\.collect\b)/,
    ['packages/graphql/src/x.ts', "import { cpuTimes } from '@psutil/cpu';"],
  ),
  never(
    'the umbrella package contains only re-exports',
    /^packages\/psutil\/src\//,
    /^(?!export \* from '@psutil\/|$)/,
    ['packages/psutil/src/index.ts', 'export const version = 1;'],
  ),
  never(
    'an index file contains only re-exports',
    /^packages\/\w+\/src\/(index|promises)\.ts$/,
    /^(?!(export .*from '|export (type )?\{$|\s+[\w ]+,?$|\} from '|$))/,
    ['packages/cpu/src/index.ts', 'export function cpuTimes() {}'],
  ),
];

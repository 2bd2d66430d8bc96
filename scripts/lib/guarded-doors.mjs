// @ts-check

/**
 * Words that only a few files may use, because what they name must pass through one guarded door.
 * @type {readonly { pattern: RegExp, allowed: RegExp, why: string }[]}
 */
const DOORS = [
  {
    pattern: /\bipcMain\b/,
    allowed: /^electron\/ipc\/registrar\.ts$/,
    why: 'requests are answered through the registrar, which checks the sender and the arguments',
  },
  {
    pattern: /\bipcRenderer\b|\bcontextBridge\b/,
    allowed: /^electron\/preload\.ts$/,
    why: 'the preload script alone opens the way to the main process',
  },
  {
    pattern: /\bwebContents\.(send|postMessage|sendToFrame)\b|\bsenderFrame\.(send|postMessage)\b/,
    allowed: /^electron\/ipc\/(registrar|[a-z-]*publisher|[a-z-]*sender)\.ts$/,
    why: 'events leave through a publisher, which paces them',
  },
  {
    pattern: /\bwindow\.tapedeck\b|\bglobalThis\.tapedeck\b|\bBRIDGE_KEY\b/,
    allowed: /^(renderer\/ipc\/client|electron\/preload|shared\/ipc\/channels)\.ts$/,
    why: 'the window talks to the main process through renderer/ipc/client.ts',
  },
  {
    pattern:
      /\bDate\.now\b|\bnew Date\(\s*\)|\bMath\.random\b|\bperformance\.now\b|\bhrtime\b|\brandom(UUID|Bytes|Int|Fill|FillSync)\b|\bgetRandomValues\b|\bprocess\.(uptime|cpuUsage|memoryUsage)\b|(?<!new )\bDate\(\)/,
    allowed: /^(?!electron\/engine\/)/,
    why: 'the engine has the session clock alone and no chance, so that a session can be played again byte for byte',
  },
  {
    pattern:
      /\bIntl\b|\.toLocale\w+\(|\.localeCompare\(|\bDate\.prototype\b|\.getTimezoneOffset\(|\.[gs]et(FullYear|Month|Date|Day|Hours|Minutes|Seconds)\(|\bnew Date\([^()]*,/,
    allowed: /^(?!electron\/engine\/)/,
    why: 'the engine knows no locale and no zone of the machine: texts are sorted by code unit, zones are data',
  },
];

/**
 * What a file says that it must not. Comments are not code.
 * @param {string} path relative to the root, with forward slashes
 * @param {string} text
 * @returns {string[]} one line each, `path:line: what; why`
 */
export function breaches(path, text) {
  const guards = DOORS.filter((door) => !door.allowed.test(path));
  return text.split('\n').flatMap((line, index) => {
    if (/^\s*(\*|\/\/|\/\*)/.test(line)) return [];
    return guards.flatMap(({ pattern, why }) => {
      const found = pattern.exec(line);
      return found === null ? [] : [`${path}:${index + 1}: ${found[0]}: ${why}`];
    });
  });
}

/**
 * What each attack test is proven with: the guard it attempts, taken out of the built program by name. Where a second
 * guard stands behind the first, both are taken out, and `also` says which.
 */
export interface Weakening {
  /** Of Electron's list; `+` for what goes beyond it. */
  readonly point: string;
  readonly guard: string;
  /** The guards behind it that are off as well; alone, it would not be missed by this test. */
  readonly also?: string;
  readonly spec: 'security.spec.ts' | 'ipc.spec.ts';
  /** How the names of the tests begin, as a pattern, of which one has to turn red; no other is run. */
  readonly test: string;
  readonly edits: readonly Edit[];
}

/** The file in the built application, what stands there exactly once, and what comes in its place. */
export type Edit = readonly [file: string, from: string, to: string];

const main = 'dist/main/main.cjs';
const preload = 'dist/preload/preload.cjs';

const option = (from: string, to: string): Edit => [main, `\t${from},\n`, `\t${to},\n`];
const extraOption = (text: string): Edit => [main, 'spellcheck: false,', `spellcheck: false, ${text},`];
const aSwitch = (call: string): Edit => [main, '\tdeclareScheme();\n', `\t${call};\n\tdeclareScheme();\n`];

const anyRequest: Edit = [main, 'cancel: !mayRequest(details.url, borders)', 'cancel: false'];
const noPolicy: Edit = [main, '"Content-Security-Policy": contentSecurityPolicy(apiUrl, nonce),', ''];
const noIsolation: readonly Edit[] = [
  option('contextIsolation: true', 'contextIsolation: false'),
  // Without isolation Electron refuses to expose anything, and the window would not start.
  [preload, 'electron.contextBridge.exposeInMainWorld("foyer", bridge)', 'globalThis.foyer = bridge'],
];
const noSandbox: readonly Edit[] = [
  option('sandbox: true', 'sandbox: false'),
  [main, 'electron.app.enableSandbox()', 'void 0'],
];

const security = (point: string, guard: string, rest: Pick<Weakening, 'test' | 'edits' | 'also'>) =>
  ({ point, guard, spec: 'security.spec.ts', ...rest }) satisfies Weakening;
const ipc = (guard: string, rest: Pick<Weakening, 'test' | 'edits' | 'also'>) =>
  ({ point: '17', guard, spec: 'ipc.spec.ts', ...rest }) satisfies Weakening;

export const weakenings: readonly Weakening[] = [
  security('1', 'the session’s filter of requests', {
    also: 'the content security policy',
    test: 'point 1, secure content only: nothing is loaded',
    edits: [anyRequest, noPolicy],
  }),
  security('1', 'https for an API elsewhere', {
    test: 'point 1, secure content only: an API in clear text',
    edits: [[main, 'throw new Error("FOYER_API_URL must be https, or http on this machine")', 'void 0']],
  }),
  security('2', 'nodeIntegration off', {
    test: 'point 2,',
    edits: [option('nodeIntegration: false', 'nodeIntegration: true')],
  }),
  security('2', 'nodeIntegration off', {
    also: 'context isolation, sandbox',
    test: 'point 2,',
    edits: [option('nodeIntegration: false', 'nodeIntegration: true'), ...noIsolation, ...noSandbox],
  }),
  security('3', 'contextIsolation on', { test: 'point 3,', edits: noIsolation }),
  security('4', 'app.enableSandbox() and the window’s option', { test: 'point 4,', edits: noSandbox }),
  security('5', 'the handler that checks permissions', {
    test: 'point 5,',
    edits: [[main, 'setPermissionCheckHandler(() => false)', 'setPermissionCheckHandler(() => true)']],
  }),
  security('5', 'the handler of permission requests', {
    test: 'point 5,',
    edits: [[main, 'decide(false))', 'decide(true))']],
  }),
  security('6', 'webSecurity on', {
    test: 'point 6,',
    edits: [option('webSecurity: true', 'webSecurity: false')],
  }),
  security('6', 'webSecurity on', {
    also: 'the session’s filter, the content security policy',
    test: 'point 6,',
    edits: [option('webSecurity: true', 'webSecurity: false'), anyRequest, noPolicy],
  }),
  security('6', 'no switch against it', {
    test: 'point 6,',
    edits: [aSwitch('electron.app.commandLine.appendSwitch("disable-web-security")')],
  }),
  security('7', 'scripts of our own alone', {
    also: 'trusted types',
    test: 'point 7,',
    edits: [
      [main, `"script-src 'self'"`, `"script-src 'self' 'unsafe-inline' 'unsafe-eval' data: blob:"`],
      [main, `"require-trusted-types-for 'script'",\n\t\t"trusted-types 'none'"`, '""'],
    ],
  }),
  security('8', 'allowRunningInsecureContent off', {
    test: 'points 8 to 10',
    edits: [extraOption('allowRunningInsecureContent: true')],
  }),
  security('9', 'experimentalFeatures off', {
    test: 'points 8 to 10',
    edits: [extraOption('experimentalFeatures: true')],
  }),
  security('10', 'no enableBlinkFeatures', {
    test: 'points 8 to 10',
    edits: [extraOption('enableBlinkFeatures: "CSSLayoutAPI"')],
  }),
  security('10', 'no switch for them', {
    test: 'points 8 to 10',
    edits: [aSwitch('electron.app.commandLine.appendSwitch("enable-blink-features", "CSSLayoutAPI")')],
  }),
  security('11', 'webviewTag off', {
    test: 'points 11 and 12',
    edits: [option('webviewTag: false', 'webviewTag: true')],
  }),
  security('12', 'will-attach-webview', {
    test: 'points 11 and 12',
    edits: [[main, 'contents.on("will-attach-webview", (event) => event.preventDefault());', '']],
  }),
  security('13', 'will-navigate', {
    test: 'points 13 to 15: the page stays',
    edits: [[main, 'if (!isWithin(address, pageOrigin)) event.preventDefault();', '']],
  }),
  security('13', 'back from an empty page', {
    test: 'points 13 to 15: an empty page',
    edits: [[main, 'if (!isWithin(reached, address)) window.loadURL(home);', '']],
  }),
  security('13', 'no downloads', {
    test: 'points 13 to 15: the page stays',
    edits: [[main, 'session.on("will-download", (event) => event.preventDefault());', '']],
  }),
  security('14', 'no new windows', {
    test: 'points 13 to 15: the page stays',
    edits: [[main, '{ action: "deny" }', '{ action: "allow" }']],
  }),
  security('15', 'nothing of the page’s goes to openExternal', {
    test: 'points 13 to 15: the page stays',
    edits: [
      [
        main,
        'contents.setWindowOpenHandler(() => ({ action: "deny" }));',
        'contents.setWindowOpenHandler(({ url }) => (electron.shell.openExternal(url), { action: "deny" }));',
      ],
    ],
  }),
  security('16', 'the version pinned to the digit', {
    test: 'point 16,',
    edits: [['package.json', '"electron": "', '"electron": "^']],
  }),
  ipc('the sender: main frame and origin', {
    test: 'refuses a page of',
    edits: [[main, 'if (!isOurPage(event, pageOrigin)) return', 'if (false) return']],
  }),
  ipc('the sender’s origin', {
    test: 'refuses an empty page',
    edits: [[main, 'isWithin(frame.url, pageOrigin)', 'true']],
  }),
  ipc('the sender’s origin, for the guest’s page', {
    test: 'refuses the guest’s page',
    edits: [[main, 'isWithin(frame.url, pageOrigin)', 'true']],
  }),
  ipc('the sender’s main frame', {
    test: 'refuses our own page every command from within a frame',
    edits: [[main, 'frame.parent === null', 'true']],
  }),
  ipc('no preload in frames', {
    also: 'the content security policy',
    test: 'gives a frame',
    edits: [extraOption('nodeIntegrationInSubFrames: true'), noPolicy],
  }),
  ipc('the arguments’ schemas', {
    test: 'refuses our own page',
    edits: [[main, 'if (!parsed.success) return', 'if (false) return']],
  }),
  ipc('no channel beside the contract', {
    test: 'each command of the bridge has a row',
    edits: [aSwitch('electron.ipcMain.handle("debug:run", () => null)')],
  }),
  security('18', 'the folder that paths are contained in', {
    also: 'the list of file types',
    test: 'point 18, a scheme of our own: it serves',
    edits: [
      [main, 'path.includes("\\\\") || path.includes("%")', 'false'],
      [main, 'if (path.split("/").includes("..")) return null;', ''],
      [main, 'file.startsWith(folder + node_path.sep) ? file : null', 'file'],
      [
        main,
        'mimeTypes[(0, node_path.extname)(file)]',
        'mimeTypes[(0, node_path.extname)(file)] ?? "text/css"',
      ],
    ],
  }),
  security('18', 'the scheme’s one host', {
    also: 'the session’s filter, the content security policy',
    test: 'point 18, a scheme of our own: it serves',
    edits: [[main, 'url.host === host', 'true'], anyRequest, noPolicy],
  }),
  security('18', 'the session’s filter of requests', {
    test: 'point 18, a scheme of our own: the session',
    edits: [anyRequest],
  }),
  security('20', 'no channel of the page’s choice', {
    test: 'point 20,',
    edits: [
      [preload, '\t...asks,\n', '\t...asks,\n\tinvoke: (...all) => electron.ipcRenderer.invoke(...all),\n'],
    ],
  }),
  security('20', 'events without their sender', {
    test: 'point 20,',
    edits: [[preload, '(_event, state) => listener(state)', '(event, state) => listener(state, event)']],
  }),
  security('+', 'the refresh token stays in main', {
    test: 'beyond the list',
    edits: [
      [
        main,
        'await this.#parts.vault.write("session", tokens.refreshToken);',
        `await this.#parts.vault.write("session", tokens.refreshToken);
         void electron.webContents.getAllWebContents()[0].executeJavaScript("window.kept = " + JSON.stringify(tokens.refreshToken));`,
      ],
    ],
  }),
];

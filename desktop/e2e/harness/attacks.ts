/** What a hostile script in our page would try. Each runs inside the page and knows nothing of this file. */

/** Asks another server for something in every way that a page has. */
export async function loadFromElsewhere(base: string): Promise<void> {
  const element = (tag: string, values: Readonly<Record<string, string>>): Promise<unknown> =>
    new Promise((resolve) => {
      const made = document.createElement(tag);
      for (const event of ['load', 'error']) made.addEventListener(event, resolve);
      // What the policy stops before it becomes a request tells nobody.
      document.addEventListener('securitypolicyviolation', resolve);
      try {
        for (const [name, value] of Object.entries(values)) made.setAttribute(name, value);
        document.body.append(made);
      } catch (error) {
        resolve(error);
      }
    });
  const call = (act: () => unknown): Promise<unknown> =>
    new Promise((resolve) => resolve(act())).catch(() => 'refused');
  await element('img', { src: `${base}/image` });
  await element('script', { src: `${base}/script` });
  await element('link', { rel: 'stylesheet', href: `${base}/style` });
  await element('iframe', { src: `${base}/frame` });
  await element('object', { data: `${base}/object` });
  await element('embed', { src: `${base}/embed` });
  await element('video', { src: `${base}/video` });
  await call(() => fetch(`${base}/fetch`));
  await call(() => fetch(`${base}/fetch-opaque`, { mode: 'no-cors' }));
  await call(() => navigator.sendBeacon(`${base}/beacon`, 'x'));
  await call(() => new WebSocket(`${base.replace('http', 'ws')}/socket`));
  await call(() => new EventSource(`${base}/events`));
  await call(() => new FontFace('stolen', `url(${base}/font)`).load());
  await element('script', { type: 'module', src: `${base}/module` });
  await call(() => new Worker(`${base}/worker`));
  await call(() => {
    const request = new XMLHttpRequest();
    request.open('GET', `${base}/xhr`, false);
    request.send();
  });
}

/** Puts text where a page would run it as a script; answers which of the ways ran. */
export async function injectScripts(): Promise<readonly string[]> {
  const ran: string[] = [];
  Object.assign(window, { ran: (way: string) => ran.push(way) });
  const attempt = (act: () => void): void => {
    try {
      act();
    } catch {
      // Refused aloud is refused.
    }
  };
  const add = (html: string): void => {
    const place = document.createElement('div');
    place.innerHTML = html;
    document.body.append(place);
  };
  const ways: readonly (() => void)[] = [
    () => {
      const script = document.createElement('script');
      script.textContent = 'ran("inline script")';
      document.body.append(script);
    },
    () => {
      const script = document.createElement('script');
      script.append(document.createTextNode('ran("inline text")'));
      document.body.append(script);
    },
    () => add('<img src="x:" onerror="ran(\'event attribute\')">'),
    () => document.body.setAttribute('onclick', 'ran("attribute")'),
    () => document.body.click(),
    () => add('<svg><script>ran("svg")</script></svg>'),
    () => {
      const script = document.createElement('script');
      script.src = `data:text/javascript,ran("data")`;
      document.body.append(script);
    },
    () => {
      const script = document.createElement('script');
      script.src = URL.createObjectURL(new Blob(['ran("blob")'], { type: 'text/javascript' }));
      document.body.append(script);
    },
    () => {
      const link = document.createElement('a');
      link.href = 'javascript:ran("address")';
      document.body.append(link);
      link.click();
    },
    // oxlint-disable-next-line no-implied-eval, typescript/no-implied-eval -- tries what the policy forbids
    () => void window.setTimeout('ran("timer")'),
    // oxlint-disable-next-line no-new-func, typescript/no-implied-eval -- tries what the policy forbids
    () => (new Function('ran("function")') as () => void)(),
    // oxlint-disable-next-line no-eval -- tries what the policy forbids
    () => void window.eval('ran("eval")'),
    () => document.write('<script>ran("write")</script>'),
  ];
  // From a timer: what the debugger itself evaluates is exempt from the policy while it runs.
  await new Promise((resolve) => {
    setTimeout(() => {
      for (const way of ways) attempt(way);
      resolve(null);
    });
  });
  await new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve)));
  return ran;
}

export interface Journey {
  readonly foreign: readonly string[];
  /** Where our own page may ask, but not go. */
  readonly answering: string;
}

/** Where a page of ours has no business: files, other programs, pages made of nothing, a scheme like our own. */
export const foreignAddresses: readonly string[] = [
  'file:///etc/passwd',
  'smb://evil.example/share',
  'mailto:someone@evil.example',
  'ms-msdt:/id',
  'data:text/html,<title>foreign</title>',
  'app://foyer.evil/index.html',
];

/**
 * Leaves the page, or opens another, in every way that a page has; answers whether a window came. At last it goes
 * to `answering` and asks that often: until all is answered, a page that is left would be gone.
 */
export async function leave({ foreign, answering }: Journey): Promise<boolean> {
  const children: unknown[] = [];
  const click = (values: Readonly<Record<string, string>>): void => {
    const link = Object.assign(document.createElement('a'), values);
    document.body.append(link);
    link.click();
    link.dispatchEvent(new MouseEvent('click', { shiftKey: true, ctrlKey: true }));
  };
  const attempt = (act: () => void): void => {
    try {
      act();
    } catch {
      // Refused aloud is refused.
    }
  };
  for (const address of [...foreign, answering]) {
    const ways: readonly (() => void)[] = [
      () => void children.push(window.open(address)),
      () => void children.push(window.open(address, '_blank', 'popup,noopener')),
      () => click({ href: address, target: '_blank' }),
      () => click({ href: address, download: 'gift' }),
      () => click({ href: address }),
      () => window.location.assign(address),
      () => window.location.replace(address),
      () => window.history.pushState(null, '', address),
      () => {
        const form = Object.assign(document.createElement('form'), { action: address, method: 'post' });
        document.body.append(form);
        form.submit();
      },
      () => {
        const refresh = document.createElement('meta');
        refresh.httpEquiv = 'refresh';
        refresh.content = `0;url=${address}`;
        document.head.append(refresh);
      },
    ];
    for (const way of ways) attempt(way);
    await new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve)));
  }
  // Longer than a process for another site takes to start.
  for (let time = 0; time < 100; time += 1) await fetch(answering, { mode: 'no-cors', cache: 'no-store' });
  return children.some((child) => child !== null);
}

/** Asks for everything that a page may ask for; answers what was granted. */
export async function askPermissions(): Promise<readonly string[]> {
  const granted: string[] = [];
  const names = ['geolocation', 'notifications', 'camera', 'microphone', 'clipboard-read', 'midi'];
  for (const name of names) {
    const { state } = await navigator.permissions.query({ name: name as PermissionName });
    if (state !== 'denied') granted.push(name);
  }
  const { usb, hid, serial } = navigator as unknown as Devices;
  const asks: Readonly<Record<string, () => Promise<unknown>>> = {
    clipboard: () => navigator.clipboard.readText(),
    sound: () => navigator.mediaDevices.getUserMedia({ audio: true }),
    picture: () => navigator.mediaDevices.getUserMedia({ video: true }),
    screen: () => navigator.mediaDevices.getDisplayMedia(),
    place: () => new Promise((resolve, reject) => navigator.geolocation.getCurrentPosition(resolve, reject)),
    midi: () => navigator.requestMIDIAccess(),
    usb: () => usb.requestDevice({ filters: [] }),
    hid: () =>
      hid.requestDevice({ filters: [] }).then((devices) => devices[0] ?? Promise.reject(new Error())),
    serial: () => serial.requestPort(),
    notification: () =>
      Notification.requestPermission().then((answer) => answer === 'granted' || Promise.reject(new Error())),
  };
  for (const [name, ask] of Object.entries(asks)) {
    const answer = await Promise.resolve()
      .then(ask)
      .then(
        () => 'granted',
        () => 'refused',
      );
    if (answer === 'granted') granted.push(name);
  }
  return granted;

  interface Devices {
    readonly usb: { readonly requestDevice: (options: unknown) => Promise<unknown> };
    readonly hid: { readonly requestDevice: (options: unknown) => Promise<readonly unknown[]> };
    readonly serial: { readonly requestPort: () => Promise<unknown> };
  }
}

/** Whether a stylesheet comes from that address. */
export function loadStyle(href: string): Promise<'served' | 'refused'> {
  return new Promise((resolve) => {
    const link = Object.assign(document.createElement('link'), { rel: 'stylesheet', href });
    link.addEventListener('load', () => resolve('served'));
    link.addEventListener('error', () => resolve('refused'));
    document.head.append(link);
  });
}

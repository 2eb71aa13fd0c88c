import { resolve, sep } from 'node:path';

/**
 * The file inside `root` that a URL path names, or null when it names anything outside: however the dots, slashes and
 * percent signs are written.
 */
export function containedPath(root: string, urlPath: string): string | null {
  const path = decode(urlPath);
  if (path === null || path.includes('\0') || path.includes('\\') || path.includes('%')) return null;
  if (path.split('/').includes('..')) return null;
  const folder = resolve(root);
  const file = resolve(folder, `.${sep}${path}`);
  return file.startsWith(folder + sep) ? file : null;
}

function decode(urlPath: string): string | null {
  try {
    return decodeURIComponent(urlPath);
  } catch {
    return null;
  }
}

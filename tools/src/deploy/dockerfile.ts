/** Reads a Dockerfile of the plain kind: one instruction a line, lines joined by a backslash, no heredocs. */
export type Instruction = { readonly keyword: string; readonly rest: string };
export type Copy = {
  readonly from: string | undefined;
  readonly sources: readonly string[];
  readonly target: string;
};
/** A stage with the instructions after its FROM. */
export type Stage = {
  readonly name: string;
  readonly base: string;
  readonly instructions: readonly Instruction[];
};

/** Throws a sentence for a line that stands before the first FROM. */
export function readDockerfile(text: string): readonly Stage[] {
  const stages: { name: string; base: string; instructions: Instruction[] }[] = [];
  for (const { keyword, rest } of instructionsOf(text)) {
    const stage = stages.at(-1);
    if (keyword === 'FROM') {
      const [base = '', , name = String(stages.length)] = rest.split(/\s+/);
      stages.push({ name, base, instructions: [] });
    } else if (stage === undefined) {
      throw new Error(`The Dockerfile says ${keyword} before its first FROM.`);
    } else {
      stage.instructions.push({ keyword, rest });
    }
  }
  return stages;
}

export function readCopy(rest: string): Copy {
  const words = rest.split(/\s+/);
  const from = words.find((word) => word.startsWith('--from='))?.slice('--from='.length);
  const paths = words.filter((word) => !word.startsWith('--'));
  return { from, sources: paths.slice(0, -1), target: paths.at(-1) ?? '' };
}

/** The program and arguments of `CMD [...]`, also where it stands behind HEALTHCHECK's options. */
export function readCommand(rest: string): readonly string[] {
  const words: unknown = JSON.parse(rest.slice(rest.indexOf('[')));
  if (!Array.isArray(words)) throw new Error(`${rest} is not in the form ["program", "argument"].`);
  return words.map(String);
}

/** `NAME=value` pairs of ENV; a `$NAME` of an ARG becomes that argument's default. */
export function readEnvironment(instructions: readonly Instruction[]): Record<string, string> {
  const defaults = new Map<string, string>();
  const environment: Record<string, string> = {};
  for (const { keyword, rest } of instructions) {
    if (keyword !== 'ARG' && keyword !== 'ENV') continue;
    for (const pair of rest.split(/\s+/)) {
      const [name = '', value = ''] = pair.split('=');
      if (keyword === 'ARG') defaults.set(name, value);
      else
        environment[name] = value.replace(/^\$(\w+)$/, (_, argument: string) => defaults.get(argument) ?? '');
    }
  }
  return environment;
}

function instructionsOf(text: string): readonly Instruction[] {
  return text
    .split('\n')
    .filter((line) => !line.startsWith('#'))
    .join('\n')
    .replaceAll(/\\\n\s*/g, '')
    .split('\n')
    .filter((line) => line.trim() !== '')
    .map((line) => {
      const [keyword = ''] = line.split(/\s/);
      return { keyword, rest: line.slice(keyword.length).trim() };
    });
}

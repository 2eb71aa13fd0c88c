/**
 * Makes `films.json` anew: `node tools/src/demo/convert-films.ts movies.json`, where the file is `data/movies.json` of
 * the npm package vega-datasets 3.2.1. Films are named by hand: some of its rows carry wrong years or running times.
 */
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';

const chosen = [
  'A Beautiful Mind, Almost Famous, American Beauty, Batman Begins, Big Fish, Casino Royale, Cast Away, District 9',
  'Eternal Sunshine of the Spotless Mind, Fight Club, Finding Nemo, Finding Neverland, Hot Fuzz, Ice Age, Inception',
  "Inglourious Basterds, Iron Man, Juno, L.A. Confidential, Little Miss Sunshine, Lost in Translation, Ocean's Eleven",
  'Love Actually, Memento, Minority Report, Ratatouille, Shakespeare in Love, Shrek, Shrek 2, Slumdog Millionaire',
  'Spider-Man, Spider-Man 2, The Dark Knight, The Departed, The Incredibles, The Lord of the Rings: The Two Towers',
  'The Lord of the Rings: The Fellowship of the Ring, The Matrix, The Others, The Pianist, The Prestige',
  'The Simpsons Movie, The Sixth Sense, The Truman Show, Titanic, Toy Story 2, Toy Story 3, Up, WALL-E, Zombieland',
].flatMap((line) => line.split(', '));

const Source = z.array(
  z.object({
    Title: z.coerce.string(),
    'Release Date': z.string().nullable(),
    'MPAA Rating': z.string().nullable(),
    'Running Time min': z.number().nullable(),
  }),
);

const [source] = process.argv.slice(2);
if (source === undefined) throw new Error('Name the movies.json to convert.');
const rows = Source.parse(JSON.parse(await readFile(source, 'utf8')));
const films = chosen.map((title) => {
  const row = rows.find((candidate) => candidate.Title === title && candidate['Running Time min'] !== null);
  if (row === undefined) throw new Error(`${title} is not in ${source} with its running time.`);
  return {
    title,
    year: Number(row['Release Date']?.slice(-4)),
    rating: row['MPAA Rating'] ?? '',
    runtimeMinutes: row['Running Time min'],
  };
});
films.sort((a, b) => a.title.localeCompare(b.title, 'en'));
const lines = films.map((film) => `    ${JSON.stringify(film)}`).join(',\n');
const text = `{\n  "source": "vega-datasets 3.2.1, data/movies.json",\n  "films": [\n${lines}\n  ]\n}\n`;
await writeFile(join(import.meta.dirname, 'films.json'), text);

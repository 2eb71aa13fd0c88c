/** The demo cinema with a hall that is larger than any of its own. */
import { demoCinema } from '@foyer/tools/demo/demo-cinema';

type Cinema = ReturnType<typeof demoCinema>;
type Hall = Cinema['auditoriums'][number];

const id = 'bench-1000';
const rows = 25;
const perRow = 40;
const letters = 'ABCDEFGHJKLMNOPQRSTUVWXYZ';
const aisleAfter = 20;

export function benchCinema(now: Date): Cinema {
  const demo = demoCinema(now);
  const showtimes = demo.showtimes
    .filter(({ auditorium }) => auditorium === 'h1')
    .map((show) => ({ ...show, id: `bench-${show.startsAt.replaceAll(/\D/g, '')}`, auditorium: id }));
  return {
    ...demo,
    auditoriums: [...demo.auditoriums, largeHall()],
    showtimes: [...demo.showtimes, ...showtimes],
  };
}

function largeHall(): Hall {
  const seats = Array.from({ length: rows * perRow }, (_, index) => {
    const [line, column] = [Math.floor(index / perRow), index % perRow];
    const row = letters.charAt(line);
    return {
      id: `${row}${column + 1}`,
      row,
      number: column + 1,
      x: column + 1.5 + (column < aisleAfter ? 0 : 1),
      y: Math.round((1.5 + line * 1.3) * 100) / 100,
      category: line < rows - 8 ? 'standard' : 'premium',
    };
  });
  return {
    id,
    name: 'Hall of 1,000',
    layout: {
      width: perRow + 3,
      height: rows * 1.3 + 2,
      focalPoint: { x: perRow / 2 + 1, y: rows * 0.8 },
      seats,
    },
  };
}

import { memo, type ReactNode } from 'react';
import { type Area, areasOf } from './areas.ts';
import { type Frame, unit } from './frame.ts';
import { aislesOf, type HallOrder } from './hall-order.ts';

interface SurroundingsProps {
  readonly order: HallOrder;
  readonly frame: Frame;
  /** Categories from the cheapest up. */
  readonly categories: readonly string[];
  /** What a seat of each costs, as people read it. */
  readonly prices: Readonly<Record<string, string>>;
}

/** Screen, price areas, and row letters at both ends and in the aisles. */
export const Surroundings = memo(function Surroundings(props: SurroundingsProps): ReactNode {
  const { order, frame, categories, prices } = props;
  const areas = areasOf(order, categories);
  return (
    <g aria-hidden="true">
      <Screen frame={frame} />
      {areas.map((area) => (
        <AreaShape key={area.category} area={area} rank={categories.indexOf(area.category)} />
      ))}
      {areas.map(({ category, rows }) => (
        <text
          key={category}
          className="area-name"
          transform={`translate(${(frame.left + 0.35) * unit} ${((rows.top + rows.bottom) / 2) * unit}) rotate(-90)`}
        >
          {[category.toUpperCase(), prices[category]].filter((part) => part !== undefined).join('  ')}
        </text>
      ))}
      {order.rows.map((row) => {
        const first = row[0];
        if (!first) return null;
        const ends = [
          [frame.left + 0.95, first.y],
          [frame.right - 0.4, row.at(-1)?.y ?? first.y],
        ] as const;
        return ends.map(([x, level]) => (
          <text key={`${first.row} ${x}`} className="row-name" x={x * unit} y={level * unit}>
            {first.row}
          </text>
        ));
      })}
      {aislesOf(order).map(({ row, x, y: level }) => (
        <text key={`${row} ${x}`} className="row-name" x={x * unit} y={level * unit}>
          {row}
        </text>
      ))}
    </g>
  );
});

/** An outline around all seats that cost more than the cheapest: stroked seat by seat, the inner lines then covered. */
function AreaShape({ area, rank }: { readonly area: Area; readonly rank: number }): ReactNode {
  if (rank < 1) return null;
  const [halfWide, halfHigh] = [0.56 * unit, 0.7 * unit];
  const outline = area.seats
    .map(({ x, y }) => {
      const [left, top] = [x * unit - halfWide, y * unit - halfHigh];
      return `M${left} ${top} h${2 * halfWide} v${2 * halfHigh} h${-2 * halfWide} Z`;
    })
    .join(' ');
  return (
    <>
      <path className="area-edge" data-rank={rank} d={outline} />
      <path className="area-ground" d={outline} />
    </>
  );
}

function Screen({ frame }: { readonly frame: Frame }): ReactNode {
  const middle = ((frame.left + frame.right) / 2) * unit;
  const reach = (frame.right - frame.left - 2.4) * unit * 0.44;
  const y = (frame.top + 0.9) * unit;
  const edge = `M${middle - reach} ${y} Q${middle} ${y - 26} ${middle + reach} ${y}`;
  return (
    <>
      <path
        className="screen-glow"
        d={`${edge} L${middle + reach * 0.86} ${y + 46} Q${middle} ${y + 26} ${middle - reach * 0.86} ${y + 46} Z`}
      />
      <path className="screen" d={edge} />
      <text className="screen-name" x={middle} y={y + 16}>
        SCREEN
      </text>
    </>
  );
}

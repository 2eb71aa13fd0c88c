/**
 * The four halls as one would draw them: the screen above, a line per row, a character per place.
 *
 * s standard · v restricted view · w wheelchair place · c companion · d half of a couple seat
 * h standard, kept back by the house until half an hour before the film · . nothing (an aisle, a wall, a missing corner)
 *
 * An empty line is a cross aisle.
 */
export interface HallDrawing {
  readonly id: string;
  readonly name: string;
  /** How much nearer to the screen the ends of a row are than its middle, in seat widths. */
  readonly curve: number;
  /** Letters of the rows sold as premium; couple seats always are. */
  readonly premiumRows: string;
  readonly rows: readonly string[];
}

const studio: HallDrawing = {
  id: 'h1',
  name: 'Hall 1 – Studio',
  curve: 0.4,
  premiumRows: 'EF',
  rows: [
    'wcs.ssss...',
    'vss.ssss...',
    'vss.sssssss',
    'sss.sssssss',
    'sss.sshhsss',
    'sss.sssssss',
    'dd..dd.dd..',
  ],
};

const fan: HallDrawing = {
  id: 'h2',
  name: 'Hall 2',
  curve: 1.2,
  premiumRows: 'GHJ',
  rows: [
    '.....vss.ssv.....',
    '...sssss.sssss...',
    '..ssssss.ssssss..',
    '.sssssss.sssssss.',
    '.sssssss.sssssss.',
    'wcssssss.sssssscw',
    '.sssssss.sssssss.',
    'sssssshh.hssss...',
    'ssssssss.sssss...',
    'dd.dd.dd.dd.dd...',
  ],
};

const wide: HallDrawing = {
  id: 'h3',
  name: 'Hall 3',
  curve: 1.5,
  premiumRows: 'KLM',
  rows: [
    'vsss.ssssssssss.....',
    'vsss.ssssssssss.....',
    'vsss.ssssssssss.sv..',
    'ssss.ssssssssss.ssss',
    'ssss.ssssssssss.ssss',
    'ssss.ssssssssss.ssss',
    'ssss.ssssssssss.ssss',
    'ssss.ssssssssss.ssss',
    'wcwc.ssssssssss.cwcw',
    'ssss.ssssssssss.ssss',
    'ssss.ssshhhhsss.ssss',
    'ssss.ssssssssss.ssss',
    'dd...dd.dd.dd.dd..dd',
  ],
};

const grand: HallDrawing = {
  id: 'h4',
  name: 'Hall 4 – Grand',
  curve: 2.2,
  premiumRows: 'MNOPQR',
  rows: [
    '...vss.ssssssssssssss.ssv...',
    '..vsss.ssssssssssssss.sssv..',
    '.vssss.ssssssssssssss.ssssv.',
    'ssssss.ssssssssssssss.ssssss',
    'ssssss.ssssssssssssss.ssssss',
    'ssssss.ssssssssssssss.ssssss',
    'ssssss.ssssssssssssss.ssssss',
    'ssssss.ssssssssssssss.ssssss',
    'ssssss.ssssssssssssss.ssssss',
    '',
    'wcwc...ssssssssssssss...cwcw',
    'ssssss.ssssssssssssss.ssssss',
    'ssssss.ssssssssssssss.ssssss',
    'ssssss.ssssshhhhsssss.ssssss',
    'ssssss.ssssshhhhsssss.ssssss',
    'ssssss.ssssssssssssss.ssssss',
    'ssssss.ssssssssssssss.ssssss',
    '..ssss.ssssssssssssss.ssssss',
    '...sss.ssssssssssssss.ssssss',
    '....ss.ssssssssssssss.ssssss',
    '.......dd.dd.dd.dd.dd.dd.dd.',
  ],
};

export const hallDrawings: readonly HallDrawing[] = [studio, fan, wide, grand];

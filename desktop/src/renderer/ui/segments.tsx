import type { ReactNode } from 'react';
import { Label, Radio, RadioGroup } from 'react-aria-components';
import './segments.css';

interface SegmentsProps<Id extends string> {
  readonly label: string;
  readonly options: readonly { readonly id: Id; readonly name: string }[];
  readonly chosen: Id;
  readonly onChoose: (id: Id) => void;
  readonly isDisabled?: boolean;
}

/** One of a few, all of them in sight; the arrow keys go from one to the next. */
export function Segments<Id extends string>(props: SegmentsProps<Id>): ReactNode {
  const { label, options, chosen, onChoose, isDisabled = false } = props;
  return (
    <RadioGroup
      className="segments"
      value={chosen}
      isDisabled={isDisabled}
      orientation="horizontal"
      onChange={(value) => {
        const option = options.find(({ id }) => id === value);
        if (option) onChoose(option.id);
      }}
    >
      <Label className="label">{label}</Label>
      <div className="segments-row">
        {options.map(({ id, name }) => (
          <Radio key={id} value={id} className="segment">
            {name}
          </Radio>
        ))}
      </div>
    </RadioGroup>
  );
}

import { Check } from 'lucide-react';
import type { ReactNode } from 'react';
import { Checkbox, CheckboxGroup } from 'react-aria-components';
import './check-list.css';

interface CheckListProps<Id extends string> {
  readonly label: string;
  readonly options: readonly { readonly id: Id; readonly name: string; readonly price: string }[];
  readonly chosen: readonly Id[];
  readonly onChoose: (chosen: readonly Id[]) => void;
}

/** Any of a few, each with its price; answers in the order of the options. */
export function CheckList<Id extends string>(props: CheckListProps<Id>): ReactNode {
  const { label, options, chosen, onChoose } = props;
  const ids = options.map(({ id }) => id);
  return (
    <CheckboxGroup
      aria-label={label}
      className="checks"
      value={[...chosen]}
      onChange={(picked) => onChoose(ids.filter((id) => picked.includes(id)))}
    >
      {options.map(({ id, name, price }) => (
        <Checkbox key={id} value={id} className="check">
          <span className="check-box">
            <Check size={14} strokeWidth={3} aria-hidden="true" />
          </span>
          <span>{name}</span>
          <span className="check-price">{price}</span>
        </Checkbox>
      ))}
    </CheckboxGroup>
  );
}

import { ChevronDown } from 'lucide-react';
import type { ReactNode } from 'react';
import {
  Button as AriaButton,
  ListBox,
  ListBoxItem,
  Popover,
  Select,
  SelectValue,
} from 'react-aria-components';
import './choice.css';
import { Key } from './key.tsx';

export interface Option<Id extends string> {
  readonly id: Id;
  readonly name: string;
  readonly keyName?: string | undefined;
}

interface ChoiceProps<Id extends string> {
  /** Said, not shown: the place on screen explains it to the eye. */
  readonly label: string;
  readonly options: readonly Option<Id>[];
  readonly chosen: Id | null;
  /** What stands there while nothing is chosen. */
  readonly placeholder?: string;
  readonly onChoose: (id: Id) => void;
  readonly isDisabled?: boolean;
}

/** One of a few. */
export function Choice<Id extends string>(props: ChoiceProps<Id>): ReactNode {
  const { label, options, chosen, onChoose, isDisabled = false, placeholder = '' } = props;
  const current = options.find((option) => option.id === chosen);
  return (
    <Select
      aria-label={label}
      className="choice"
      selectedKey={chosen}
      isDisabled={isDisabled}
      onSelectionChange={(key) => {
        const option = options.find(({ id }) => id === key);
        if (option) onChoose(option.id);
      }}
    >
      <AriaButton className="choice-button">
        <SelectValue className="choice-value">{current?.name ?? placeholder}</SelectValue>
        {current?.keyName !== undefined && <Key name={current.keyName} />}
        <ChevronDown size={14} aria-hidden="true" />
      </AriaButton>
      <Popover className="popover" placement="bottom start">
        <ListBox className="list" items={options}>
          {({ id, name, keyName }) => (
            <ListBoxItem id={id} textValue={name} className="list-item">
              <span>{name}</span>
              {keyName !== undefined && <Key name={keyName} />}
            </ListBoxItem>
          )}
        </ListBox>
      </Popover>
    </Select>
  );
}

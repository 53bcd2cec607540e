/** Buttons and fields that look and behave alike everywhere. */
import type { ComponentChildren } from 'preact';
import { useId } from 'preact/hooks';
import { Icon } from './Icon';
import type { IconName } from './Icon';

interface ButtonProps {
  label: string;
  icon?: IconName;
  /** The icon alone is shown; the label is its name and its tip. */
  iconOnly?: boolean;
  kind?: 'plain' | 'primary' | 'danger' | 'quiet';
  /** A switch that is on or off; undefined: no switch. */
  pressed?: boolean | undefined;
  disabled?: boolean;
  /** Of the command, shown in the tip. */
  keyName?: string;
  hint?: string;
  tabIndex?: number | undefined;
  onClick: () => void;
}

export function Button(props: ButtonProps) {
  const {
    label,
    icon,
    iconOnly = false,
    kind = 'plain',
    pressed,
    disabled = false,
    keyName,
    hint,
    tabIndex,
    onClick,
  } = props;
  const tip = [hint ?? (iconOnly ? label : ''), keyName ? `(${keyName})` : ''].filter(Boolean).join(' ');
  return (
    <button
      type="button"
      class={`vr-button vr-button-${kind}${iconOnly ? ' vr-button-icon' : ''}`}
      aria-label={iconOnly ? label : undefined}
      aria-pressed={pressed}
      title={tip === '' ? undefined : tip}
      disabled={disabled}
      tabIndex={tabIndex}
      onClick={onClick}
    >
      {icon ? <Icon name={icon} /> : null}
      {iconOnly ? null : <span class="vr-button-text">{label}</span>}
    </button>
  );
}

interface SelectProps<Value extends string> {
  label: string;
  value: Value;
  options: readonly (readonly [Value, string])[];
  /** The label is for screen readers only. */
  bare?: boolean;
  onChange: (value: Value) => void;
}

export function Select<Value extends string>({ label, value, options, bare = false, onChange }: SelectProps<Value>) {
  const id = useId();
  const chosen = (text: string): void => {
    const option = options.find(([one]) => one === text);
    if (option) onChange(option[0]);
  };
  return (
    <span class="vr-field">
      <label class={bare ? 'vr-hidden' : 'vr-field-label'} for={id}>
        {label}
      </label>
      <select
        id={id}
        class="vr-select"
        value={value}
        onChange={(event) => {
          chosen(event.currentTarget.value);
        }}
      >
        {options.map(([key, text]) => (
          <option key={key} value={key} selected={key === value}>
            {text}
          </option>
        ))}
      </select>
    </span>
  );
}

interface CheckProps {
  label: ComponentChildren;
  checked: boolean;
  disabled?: boolean;
  hint?: string;
  onChange: (checked: boolean) => void;
}

export function Check({ label, checked, disabled = false, hint, onChange }: CheckProps) {
  const id = useId();
  return (
    <div class="vr-check">
      <input
        id={id}
        type="checkbox"
        checked={checked}
        disabled={disabled}
        aria-describedby={hint ? `${id}-hint` : undefined}
        onChange={(event) => {
          onChange(event.currentTarget.checked);
        }}
      />
      <label for={id}>{label}</label>
      {hint ? (
        <p id={`${id}-hint`} class="vr-soft">
          {hint}
        </p>
      ) : null}
    </div>
  );
}

/** A text with `code` in back quotes. */
export function Text({ children }: { children: string }) {
  const parts = children.split(/(`[^`]+`)/).filter(Boolean);
  return (
    <>{parts.map((part) => (part.startsWith('`') && part.length > 2 ? <code>{part.slice(1, -1)}</code> : part))}</>
  );
}

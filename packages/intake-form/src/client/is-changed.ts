/** Whether a control holds something else than what the page came with. */
export function isChanged(control: Element): boolean {
  if (control instanceof HTMLSelectElement)
    return [...control.options].some(({ selected, defaultSelected }) => selected !== defaultSelected);
  if (control instanceof HTMLInputElement && /radio|checkbox/.test(control.type))
    return control.checked !== control.defaultChecked;
  return 'defaultValue' in control && 'value' in control && control.value !== control.defaultValue;
}

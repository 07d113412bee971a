import { ActionIcon, Button, Checkbox, createTheme, MultiSelect, NumberInput, Popover, SegmentedControl, Select, Textarea, TextInput, Tooltip } from '@mantine/core';

/** Mantine in our roles: one accent, hairlines, small sizes. Shade 7 keeps white text at AA contrast in both themes. */
export const mantineTheme = createTheme({
  primaryColor: 'accent',
  primaryShade: { light: 7, dark: 7 },
  colors: {
    accent: ['#e6f5f4', '#cce9e7', '#9bd9d4', '#5ecbc3', '#3fb8af', '#1f958e', '#138580', '#0b7a75', '#086560', '#044f4b'],
    dark: ['#e4e8eb', '#c8cfd5', '#9ba6ae', '#6d7880', '#3a4248', '#2a3035', '#1e2327', '#171b1e', '#101315', '#0b0d0f'],
  },
  fontFamily: 'var(--font)',
  fontFamilyMonospace: 'var(--font-mono)',
  fontSizes: { xs: '12px', sm: '13px', md: '13px', lg: '15px', xl: '20px' },
  spacing: { xs: '4px', sm: '8px', md: '12px', lg: '16px', xl: '24px' },
  radius: { xs: '3px', sm: '4px', md: '6px', lg: '6px', xl: '6px' },
  defaultRadius: 'md',
  respectReducedMotion: true,
  cursorType: 'pointer',
  components: {
    ActionIcon: ActionIcon.extend({ defaultProps: { variant: 'subtle', color: 'gray', size: 28 } }),
    Button: Button.extend({ defaultProps: { size: 'xs' } }),
    Checkbox: Checkbox.extend({ defaultProps: { size: 'xs' } }),
    MultiSelect: MultiSelect.extend({ defaultProps: { size: 'xs' } }),
    NumberInput: NumberInput.extend({ defaultProps: { size: 'xs' } }),
    Popover: Popover.extend({ defaultProps: { shadow: 'none' } }),
    SegmentedControl: SegmentedControl.extend({ defaultProps: { size: 'xs' } }),
    Select: Select.extend({ defaultProps: { size: 'xs', checkIconPosition: 'right' } }),
    Textarea: Textarea.extend({ defaultProps: { size: 'xs' } }),
    TextInput: TextInput.extend({ defaultProps: { size: 'xs' } }),
    Tooltip: Tooltip.extend({ defaultProps: { openDelay: 350, multiline: true, maw: 320, fz: 12, withArrow: false } }),
  },
});

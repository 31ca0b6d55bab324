// Light, dark, or as the system has it; remembered in this browser.
import { computed, effect, signal } from '@preact/signals';

export type Choice = 'system' | 'light' | 'dark';

const KEY = 'vedette.theme';
const system = matchMedia('(prefers-color-scheme: dark)');
const systemDark = signal(system.matches);
system.addEventListener('change', (event) => (systemDark.value = event.matches));

function remembered(): Choice {
  try {
    const kept = localStorage.getItem(KEY);
    return kept === 'light' || kept === 'dark' ? kept : 'system';
  } catch {
    return 'system';
  }
}

export const choice = signal<Choice>(remembered());
export const theme = computed(() => (choice.value === 'system' ? (systemDark.value ? 'dark' : 'light') : choice.value));

effect(() => {
  document.documentElement.dataset.theme = theme.value;
  try {
    localStorage.setItem(KEY, choice.value);
  } catch {
    // A browser that keeps nothing still shows the theme.
  }
});

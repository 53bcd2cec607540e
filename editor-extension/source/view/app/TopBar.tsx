import { LANGUAGES } from '../i18n/languages';
import { THEMES } from '../state/settings';
import { keyOf } from '../state/keys';
import { useTexts, useViewer } from './context';
import { Button, Select } from './controls';
import { FilePickers } from './states/OpenFiles';

interface TopBarProps {
  narrow: boolean;
  compact: boolean;
  /** There is a list to be shown or hidden. */
  hasList: boolean;
}

export function TopBar({ narrow, compact, hasList }: TopBarProps) {
  const viewer = useViewer();
  const texts = useTexts();
  const { settings } = viewer;
  const shown = narrow ? viewer.listOver.value : !settings.listCollapsed.value;
  const captures = viewer.captures.value;
  const own = viewer.ownSource;
  const toggle = (): void => {
    if (narrow) viewer.listOver.value = !viewer.listOver.peek();
    else settings.listCollapsed.value = !settings.listCollapsed.peek();
  };
  return (
    <header class="vr-top">
      {hasList ? (
        <Button
          label={shown ? texts.list.collapse : texts.list.expand}
          icon="list"
          iconOnly
          pressed={shown}
          onClick={toggle}
        />
      ) : null}
      <h1 class="vr-name">{texts.appName}</h1>
      {captures && captures.folder.value !== '' && !compact ? (
        <code class="vr-folder">{captures.folder.value}</code>
      ) : null}
      <span class="vr-space" />
      {own && captures && captures.source !== own ? (
        <Button
          label={texts.list.back}
          icon="back"
          onClick={() => {
            viewer.use(own);
          }}
        />
      ) : null}
      <FilePickers iconOnly={compact} />
      <span class="vr-top-settings" role="group" aria-label={texts.settings.label}>
        <Select
          label={texts.settings.theme}
          bare
          value={settings.themeChoice.value}
          options={THEMES.map((theme) => [theme, texts.settings.themes[theme]] as const)}
          onChange={(theme) => {
            settings.themeChoice.value = theme;
          }}
        />
        <Select
          label={texts.settings.language}
          bare
          value={settings.language.value}
          options={LANGUAGES.map((language) => [language, texts.settings.languages[language]] as const)}
          onChange={(language) => {
            settings.language.value = language;
          }}
        />
        <Button
          label={texts.settings.keys}
          icon="keys"
          iconOnly
          keyName={keyOf('help')}
          onClick={() => {
            viewer.keysShown.value = true;
          }}
        />
      </span>
    </header>
  );
}

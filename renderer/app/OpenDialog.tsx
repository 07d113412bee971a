import { Button, Group, Modal, TextInput } from '@mantine/core';
import { useState } from 'react';
import { useT } from '../i18n/t.ts';
import { useActions } from './actions.ts';
import { useUi } from './ui.ts';

/** A browser cannot show the system's open dialog, so the path is typed. */
export function OpenDialog() {
  const t = useT();
  const isOpen = useUi((ui) => ui.isOpenDialog);
  const actions = useActions();
  const [path, setPath] = useState('');
  const close = () => useUi.setState({ isOpenDialog: false });
  return (
    <Modal
      opened={isOpen}
      onClose={close}
      title={t('open.dialog.title')}
      closeButtonProps={{ 'aria-label': t('app.close.label') }}
    >
      <form
        onSubmit={(event) => {
          event.preventDefault();
          if (path.trim() !== '') void actions.openPath(path.trim()).then((isDone) => isDone && close());
        }}
      >
        <TextInput
          data-autofocus
          label={t('open.dialog.path')}
          description={t('open.dialog.hint')}
          value={path}
          onChange={(event) => setPath(event.currentTarget.value)}
          spellCheck={false}
        />
        <Group justify="flex-end" mt="md">
          <Button variant="default" onClick={close}>
            {t('app.cancel.label')}
          </Button>
          <Button type="submit" disabled={path.trim() === ''}>
            {t('open.dialog.submit')}
          </Button>
        </Group>
      </form>
    </Modal>
  );
}

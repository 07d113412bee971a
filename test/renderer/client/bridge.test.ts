import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { electronBridge, type LinkStatus, socketBridge } from '../../../renderer/client/bridge.ts';

class FakeSocket {
  sent: string[] = [];
  onopen: () => void = () => {};
  onmessage: (event: { data: string }) => void = () => {};
  onclose: (event: { code: number }) => void = () => {};
  send(text: string): void {
    this.sent.push(text);
  }
}

describe('the socket bridge', () => {
  let sockets: FakeSocket[];
  const open = () => {
    sockets = [];
    const bridge = socketBridge(
      () => {
        const socket = new FakeSocket();
        sockets.push(socket);
        return socket as unknown as WebSocket;
      },
      () => 'secret',
    );
    const statuses: LinkStatus[] = [];
    bridge.onStatus((status) => statuses.push(status));
    return { bridge, statuses };
  };
  beforeEach(() => {
    vi.useFakeTimers();
  });
  afterEach(() => {
    vi.useRealTimers();
  });

  it('says its key first, then what was waiting', () => {
    const { bridge } = open();
    bridge.send('early');
    sockets[0]!.onopen();
    bridge.send('later');
    expect(sockets[0]!.sent).toEqual(['{"key":"secret"}', 'early', 'later']);
  });
  it('dials again after a loss, waiting longer each time', () => {
    const { statuses } = open();
    sockets[0]!.onopen();
    sockets[0]!.onclose({ code: 1006 });
    vi.advanceTimersByTime(249);
    expect(sockets).toHaveLength(1);
    vi.advanceTimersByTime(1);
    expect(sockets).toHaveLength(2);
    sockets[1]!.onclose({ code: 1006 });
    vi.advanceTimersByTime(499);
    expect(sockets).toHaveLength(2);
    vi.advanceTimersByTime(1);
    expect(sockets).toHaveLength(3);
    sockets[2]!.onopen();
    expect(statuses).toEqual(['connecting', 'open', 'away', 'away', 'open']);
  });
  it('gives up when the key is refused', () => {
    const { statuses } = open();
    sockets[0]!.onclose({ code: 4401 });
    vi.advanceTimersByTime(60_000);
    expect(sockets).toHaveLength(1);
    expect(statuses.at(-1)).toBe('refused');
  });
  it('hands on messages until a listener leaves', () => {
    const { bridge } = open();
    const heard: string[] = [];
    const leave = bridge.onMessage((text) => heard.push(text));
    sockets[0]!.onmessage({ data: 'one' });
    leave();
    sockets[0]!.onmessage({ data: 'two' });
    expect(heard).toEqual(['one']);
  });
});

it('the Electron bridge is open at once and passes text both ways', () => {
  const sent: string[] = [];
  let push: (text: string) => void = () => {};
  const bridge = electronBridge({ send: (text) => void sent.push(text), on: (listener) => (push = listener), pathFor: () => '' });
  const heard: string[] = [];
  bridge.onStatus((status) => heard.push(status));
  bridge.onMessage((text) => heard.push(text));
  bridge.send('question');
  push('answer');
  expect([sent, heard]).toEqual([['question'], ['open', 'answer']]);
});

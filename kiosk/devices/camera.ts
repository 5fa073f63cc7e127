/** Whether this page may use a camera at all; kept apart so that asking does not load the decoder. */
export function cameraIsPossible(): boolean {
  return window.isSecureContext && navigator.mediaDevices?.getUserMedia !== undefined;
}

/** Whether one is plugged in. */
export async function hasCamera(): Promise<boolean> {
  if (!cameraIsPossible()) return false;
  const devices = await navigator.mediaDevices.enumerateDevices();
  return devices.some((device) => device.kind === 'videoinput');
}

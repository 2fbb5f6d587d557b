import type { selfTest as zh } from '../zh/selfTest.ts'

export const selfTest: typeof zh = {
  title: 'Check this tablet',
  checking: 'Checking…',
  well: 'All is well, it can be used.',
  start: 'Start',
  clock: {
    slow: ({ minutes }) =>
      `The tablet’s clock is ${minutes} min behind the hall server’s. Let the system set its time by itself; if the tablet is right, set the server’s computer.`,
    fast: ({ minutes }) =>
      `The tablet’s clock is ${minutes} min ahead of the hall server’s. Let the system set its time by itself; if the tablet is right, set the server’s computer.`,
  },
  found: {
    certificate:
      'The tablet does not trust the hall server’s certificate yet. Go back to the instructions, do every step, close the browser and open it again.',
    server: 'The hall server cannot be reached. See that tablet and server are in the same network, and try again.',
    worker:
      'The browser did not install what it needs without the network. Update it and try again in an ordinary window.',
    'may-be-cleared':
      'It can be used. The browser has not promised to keep what is written: add this site to the home screen and open it from there.',
    'no-camera': 'It can be used, but no camera was found: scan and take pictures on another tablet.',
  },
  tryCamera: 'Try the camera',
  camera: {
    works: 'The camera works.',
    shut: 'The camera did not open. Allow it for this site in the browser’s settings.',
  },
  voice: {
    title: 'Opening check: voice',
    locked: 'The voice is off. The browser wants a tap first.',
    ask: 'Tap, listen for the test, and confirm.',
    play: 'Play the test',
    playing: 'Playing…',
    heardQuestion: 'Did you hear the test in the hall?',
    heard: 'Yes',
    notHeard: 'No',
    notHeardAdvice:
      'Check the volume, the mute key and the speaker’s power, then play it again. Calls are shown all the same.',
    missing: 'This screen has no voice: its sound files could not be read. Calls are shown all the same.',
    later: 'Later',
  },
}

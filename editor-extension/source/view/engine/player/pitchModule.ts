/** A file of its own beside the page (Assets.pitchUrl): see Pitch. */
export { default } from 'signalsmith-stretch';

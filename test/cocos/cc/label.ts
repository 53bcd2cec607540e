import { Component } from './scene';

/** Text in a scene. */
export class Label extends Component {
  string = '';
}

import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { assetsOf } from '../unity-metas.mjs';

/** Parts of the engine that a project may leave out, and by what they are known in C#. */
const MODULES = {
  'com.unity.modules.androidjni': /\bAndroid(JNI|JavaClass|JavaObject|JavaProxy)\b/,
  'com.unity.modules.animation': /\b(Animator|AnimationClip|AnimationCurve)\b/,
  'com.unity.modules.audio': /\b(Audio(Clip|Configuration|Listener|Settings|Source)|Microphone|OnAudioFilterRead)\b/,
  'com.unity.modules.imageconversion': /\b(ImageConversion|EncodeToPNG|EncodeToJPG|LoadImage)\b/,
  'com.unity.modules.imgui': /\b(GUI|GUIContent|GUILayout|GUILayoutUtility|GUIStyle|GUIUtility)\b(?=[.\s(])/,
  'com.unity.modules.jsonserialize': /\b(JsonUtility|EditorJsonUtility)\b/,
  'com.unity.modules.physics': /\b(Physics|Rigidbody|Collider)\b/,
  'com.unity.modules.uielements': /\bUnityEngine\.UIElements\b/,
  'com.unity.modules.unitywebrequest': /\bUnityWebRequest\b/,
};
const VERSION = '1.0.0';

const withoutComments = (text) => text.replace(/\/\*[\s\S]*?\*\/|\/\/.*/g, '');

/** package.json names every module of the engine that a script of the package uses. */
export function checkModules(root) {
  const file = join(root, 'package.json');
  if (!existsSync(file)) return [];
  let declared;
  try {
    declared = JSON.parse(readFileSync(file, 'utf8')).dependencies ?? {};
  } catch {
    return []; // told where the rest of it is looked at
  }
  const scripts = assetsOf(root)
    .filter(({ path, isFolder }) => !isFolder && path.endsWith('.cs'))
    .map(({ path }) => ({ path, text: withoutComments(readFileSync(join(root, path), 'utf8')) }));
  return Object.entries(MODULES).flatMap(([module, pattern]) => {
    if (declared[module] === VERSION) return [];
    const user = scripts.find(({ text }) => pattern.test(text));
    if (!user) return [];
    return [`${user.path} uses ${pattern.exec(user.text)[0]}: package.json must name ${module}, version ${VERSION}`];
  });
}

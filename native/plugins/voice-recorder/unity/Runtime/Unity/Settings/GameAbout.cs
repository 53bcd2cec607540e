using UnityEngine;

namespace GameVoice.Unity
{
    /// <summary>What the sidecars say of the game, its build and the device, as one JSON object.</summary>
    internal static class GameAbout
    {
        internal static string Json() => new JsonObject()
            .With("game", Application.productName)
            .With("version", Application.version)
            .With("engine", "Unity " + Application.unityVersion)
            .With("platform", Application.platform.ToString())
            .With("device", SystemInfo.deviceModel)
            .With("system", SystemInfo.operatingSystem)
            .ToString();
    }
}

namespace UnityEngine
{
    public enum SystemLanguage
    {
        Chinese = 6,
        English = 10,
        ChineseSimplified = 40,
        ChineseTraditional = 41,
    }
}

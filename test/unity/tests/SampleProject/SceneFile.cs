using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text.RegularExpressions;

namespace GameVoice.Tests.SampleProject;

/// <summary>A scene as text: its objects in order, with fields by their paths ("recording.cycleTime").</summary>
internal sealed class SceneFile
{
    public SceneFile(string path)
    {
        string[] parts = Regex.Split(File.ReadAllText(path), "^--- ", RegexOptions.Multiline);
        Head = parts[0];
        Objects = parts.Skip(1).Select(part => new SceneObject(part)).ToArray();
    }

    public string Head { get; }

    public SceneObject[] Objects { get; }
}

/// <summary>One object of a scene.</summary>
internal sealed class SceneObject
{
    public SceneObject(string text)
    {
        string[] lines = text.Split('\n');
        Match head = Regex.Match(lines[0], @"^!u!(\d+) &(\d+)$");
        if (!head.Success) throw new FormatException($"no object of a scene: {lines[0]}");
        ClassId = int.Parse(head.Groups[1].Value);
        FileId = head.Groups[2].Value;
        Kind = lines[1].TrimEnd(':');
        var owners = new Stack<(int Depth, string Path)>();
        foreach (string line in lines.Skip(2).Where(line => line.Length > 0))
        {
            Match field = Regex.Match(line, @"^( *)(- )?(\w+):(?: (.*))?$");
            if (!field.Success) throw new FormatException($"no field: {line}");
            // Entries of a list stand no deeper than the list.
            int depth = field.Groups[1].Length + field.Groups[2].Length;
            while (owners.Count > 0 && owners.Peek().Depth >= depth) owners.Pop();
            string path = (owners.Count > 0 ? owners.Peek().Path + "." : "") + field.Groups[3].Value;
            Fields.Add(new KeyValuePair<string, string>(path, field.Groups[4].Value));
            if (field.Groups[4].Value.Length == 0) owners.Push((depth, path));
        }
    }

    public int ClassId { get; }

    public string FileId { get; }

    public string Kind { get; }

    public List<KeyValuePair<string, string>> Fields { get; } = [];

    public string this[string path] => Fields.Single(each => each.Key == path).Value;
}

using System.Text.Json;
using System.Text.Json.Serialization;
using Preciso.Documents;
using Preciso.Reading;
using Preciso.Reading.Fields;
using Preciso.Silo.Operations;

namespace Preciso.Silo.Documents;

/// <summary><c>preciso read FILE</c>: what is made of a file, as JSON, without a database and without a server.</summary>
public static class ReadVerb
{
    private static readonly JsonSerializerOptions Json = new(PrecisoJson.Options)
    {
        WriteIndented = true,
        Converters = { new OnOneLine() },
    };

    public static async Task Run(string[] args, TextWriter output)
    {
        if (args is not [var path, .. var rest] || path.StartsWith('-'))
        {
            throw new StartException("Say which file to read: preciso read FILE [--type KEY] [--languages kor+eng].");
        }
        var settings = new ConfigurationBuilder().AddEnvironmentVariables().AddCommandLine(rest).Build();
        try
        {
            var model = await Read(Path.GetFullPath(path), settings);
            await output.WriteLineAsync(JsonSerializer.Serialize(model, Json));
        }
        catch (ReadingException e)
        {
            throw new StartException($"{e.Message} ({e.Code})");
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new StartException(e.Message);
        }
    }

    private static async Task<FileModel> Read(string path, IConfiguration settings)
    {
        var type = settings["type"] is { } key ? Find(key) : null;
        var filename = Filenames.Clean(path);
        var file = new SourceFile(path, await Sniff(path, filename));
        await using var services = new ServiceCollection().AddReading(settings).BuildServiceProvider();
        var reader = new ModelReader(services.GetRequiredService<DocumentFormats>());
        return await reader.Read(
            file with { Languages = settings["languages"] ?? file.Languages }, filename, type, CancellationToken.None);
    }

    private static async Task<string> Sniff(string path, string filename)
    {
        await using var content = File.OpenRead(path);
        return FileSniffer.Sniff(content, filename);
    }

    private static DocumentType Find(string key) => BuiltInTypes.All.FirstOrDefault(type => type.Key == key)
        ?? throw new StartException(
            $"There is no built-in type '{key}'; there are {string.Join(", ", BuiltInTypes.All.Select(type => type.Key))}.");

    /// <summary>A box is read as one thing.</summary>
    private sealed class OnOneLine : JsonConverter<Box>
    {
        public override Box Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
            throw new NotSupportedException();

        public override void Write(Utf8JsonWriter writer, Box value, JsonSerializerOptions options) =>
            writer.WriteRawValue(JsonSerializer.Serialize(value));
    }
}

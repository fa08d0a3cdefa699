using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using Microsoft.Extensions.Logging.Abstractions;
using Preciso.Grains.Storage.Objects;
using Preciso.Tests.World;

namespace Preciso.Tests.Storage.Objects;

/// <summary>An S3 server (s3rver, of npm) as a process of its own, with one empty bucket.</summary>
public sealed class TestStore : IAsyncDisposable
{
    private const string Modules = "/usr/local/lib/preciso-tests/node_modules";
    private const string Bucket = "preciso";
    private static readonly TimeSpan StartDeadline = TimeSpan.FromSeconds(60);

    /// <summary>Before the server stands what a test wants answered instead: "PUT 507 XMinioStorageFull" in the file "answer".</summary>
    private const string Program =
        """
        const [directory, port, name] = process.argv.slice(1);
        const fs = require('fs'), path = require('path'), Server = require('s3rver');
        const server = new Server({ directory, port, address: '127.0.0.1', silent: true, configureBuckets: [{ name, configs: [] }] });
        server.middleware.unshift(async (context, next) => {
            console.log(`${context.method} ${context.url}`);
            const file = path.join(directory, 'answer');
            const [method, status, code] = fs.existsSync(file) ? fs.readFileSync(file, 'utf8').split(' ') : [];
            if (context.method !== method) return next();
            for await (const _ of context.req) { }
            context.status = Number(status);
            context.type = 'application/xml';
            context.body = `<?xml version="1.0" encoding="UTF-8"?><Error><Code>${code}</Code><Message>As told</Message></Error>`;
        });
        server.run().then(address => console.log(`listens on ${address.port}`));
        """;

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("preciso-s3-");
    private int _port;
    private Process? _server;

    /// <summary>Each request: method and address.</summary>
    public ConcurrentQueue<string> Requests { get; } = [];

    public StoreOptions Options => new()
    {
        Bucket = Bucket, Endpoint = $"http://127.0.0.1:{_port}", AccessKey = "S3RVER", SecretKey = "S3RVER",
    };

    /// <summary>The same as a silo is told.</summary>
    public IReadOnlyDictionary<string, string> Environment => new Dictionary<string, string>
    {
        ["Preciso__Store__Bucket"] = Bucket,
        ["Preciso__Store__Endpoint"] = Options.Endpoint!,
        ["Preciso__Store__AccessKey"] = "S3RVER",
        ["Preciso__Store__SecretKey"] = "S3RVER",
    };

    /// <summary>The same on a command line.</summary>
    public IEnumerable<string> Arguments => Environment.SelectMany(
        setting => new[] { "--" + setting.Key.Replace("__", ":", StringComparison.Ordinal), setting.Value });

    /// <summary>At the same address as before, if it ran before.</summary>
    public async Task Start()
    {
        Assert.True(Directory.Exists(Modules), "s3rver is not installed: run deploy/install --tests.");
        var listens = new TaskCompletionSource<int>(TaskCreationOptions.RunContinuationsAsynchronously);
        _server = Process.Start(new ProcessStartInfo("node", ["-e", Program, _folder.FullName, $"{_port}", Bucket])
        {
            RedirectStandardOutput = true,
            Environment = { ["NODE_PATH"] = Modules, ["NODE_NO_WARNINGS"] = "1" },
        })!;
        _server.OutputDataReceived += (_, line) =>
        {
            if (line.Data?.Split("listens on ") is ["", var port])
            {
                listens.TrySetResult(int.Parse(port, CultureInfo.InvariantCulture));
            }
            Requests.Enqueue(line.Data ?? "");
        };
        _server.BeginOutputReadLine();
        _port = await listens.Task.WaitAsync(StartDeadline);
    }

    public async Task Kill()
    {
        if (_server is { } server)
        {
            _server = null;
            server.Kill();
            await server.WaitForExitAsync();
            server.Dispose();
        }
    }

    /// <summary>It takes connections and answers nothing; only its end ends that.</summary>
    public async Task Hang()
    {
        using var stop = Process.Start("kill", ["-STOP", $"{_server!.Id}"]);
        await stop.WaitForExitAsync();
    }

    public void Answer(string method, int status, string code) => File.WriteAllText(InFolder("answer"), $"{method} {status} {code}");

    public void AnswerItself() => File.Delete(InFolder("answer"));

    public S3ObjectStore Client(string home, Action<StoreOptions>? settings = null)
    {
        var options = Options;
        settings?.Invoke(options);
        return new S3ObjectStore(options, home, NullLogger<S3ObjectStore>.Instance);
    }

    public async ValueTask DisposeAsync()
    {
        await Kill();
        _folder.Delete(recursive: true);
    }

    private string InFolder(string name) => Path.Combine(_folder.FullName, name);
}

using System.Numerics.Tensors;
using FastBertTokenizer;
using Microsoft.ML.OnnxRuntime;

namespace Preciso.Grains.Questions.Embedders;

/// <summary>Tokens in, for each text a vector of length one out. Any number of callers at once.</summary>
internal sealed class Encoder(InferenceSession session, BertTokenizer tokens, EncoderOptions options) : IDisposable
{
    private const string Ids = "input_ids";
    private const string Mask = "attention_mask";
    private const string Segments = "token_type_ids";

    private readonly string _output = session.OutputMetadata.Keys.First();

    public float[][] Encode(IReadOnlyList<string> texts, CancellationToken cancel)
    {
        cancel.ThrowIfCancellationRequested();
        var read = texts.Select(Read).ToList();
        var (rows, width) = (read.Count, read.Max(ids => ids.Length));
        var (ids, mask) = (new long[rows * width], new long[rows * width]);
        for (var row = 0; row < rows; row++)
        {
            read[row].CopyTo(ids.AsMemory(row * width));
            mask.AsSpan(row * width, read[row].Length).Fill(1);
        }
        return Run(ids, mask, [rows, width], cancel);
    }

    public void Dispose() => session.Dispose();

    private ReadOnlyMemory<long> Read(string text)
    {
        var (ids, mask) = (new long[options.LongestText], new long[options.LongestText]);
        var length = tokens.Encode(text, ids, mask, padTo: null);
        return ids.AsMemory(0, length);
    }

    private float[][] Run(long[] ids, long[] mask, long[] shape, CancellationToken cancel)
    {
        using var idValues = OrtValue.CreateTensorValueFromMemory(ids, shape);
        using var maskValues = OrtValue.CreateTensorValueFromMemory(mask, shape);
        using var segments = OrtValue.CreateTensorValueFromMemory(new long[ids.Length], shape);
        var inputs = new Dictionary<string, OrtValue> { [Ids] = idValues, [Mask] = maskValues };
        if (session.InputMetadata.ContainsKey(Segments))
        {
            inputs.Add(Segments, segments);
        }
        using var run = new RunOptions();
        using var stop = cancel.Register(() => run.Terminate = true);
        using var outputs = session.Run(run, inputs, [_output]);
        var states = outputs[0].GetTensorDataAsSpan<float>();
        var (width, size) = ((int)shape[1], (int)outputs[0].GetTensorTypeAndShape().Shape[^1]);
        if (states.Length != ids.Length * size)
        {
            throw new InvalidDataException($"The model's output '{_output}' is not a vector for each token.");
        }
        var vectors = new float[shape[0]][];
        for (var row = 0; row < vectors.Length; row++)
        {
            var length = (int)mask.AsSpan(row * width, width).ToArray().Sum();
            vectors[row] = Pool(states.Slice(row * width * size, length * size), size);
        }
        return vectors;
    }

    private float[] Pool(ReadOnlySpan<float> states, int size)
    {
        var vector = states[..size].ToArray();
        for (var at = size; options.Pooling == Pooling.Mean && at < states.Length; at += size)
        {
            TensorPrimitives.Add(vector, states.Slice(at, size), vector);
        }
        TensorPrimitives.Divide(vector, TensorPrimitives.Norm(vector), vector);
        return vector;
    }
}

using System.Collections.Concurrent;
using System.Reflection;
using Npgsql;
using NpgsqlTypes;

namespace Preciso.Grains.Storage;

/// <summary>
/// A statement for a batch, with its parameters taken by name from an object's properties, as Dapper does for single ones.
/// </summary>
public static class Statement
{
    private static readonly ConcurrentDictionary<Type, IReadOnlyList<(PropertyInfo Property, NpgsqlDbType Type)>> Known = [];

    public static NpgsqlBatchCommand From(string sql, object parameters)
    {
        var command = new NpgsqlBatchCommand(sql);
        foreach (var (property, type) in Known.GetOrAdd(parameters.GetType(), Properties))
        {
            var value = property.GetValue(parameters);
            command.Parameters.Add(
                new NpgsqlParameter(property.Name, type) { Value = value is DateTimeOffset at ? at.UtcDateTime : value ?? DBNull.Value });
        }
        return command;
    }

    /// <summary>
    /// The statement, which must write exactly one row; otherwise the transaction ends with <see cref="SqlStates.ChangedMeanwhile"/>.
    /// </summary>
    public static NpgsqlBatchCommand One(string sql, object parameters) => From(
        $"WITH written AS ({sql} RETURNING 1) SELECT require_one(count(*), '{SqlStates.ChangedMeanwhile}') FROM written", parameters);

    /// <summary>Several, to be sent in one trip.</summary>
    public static NpgsqlBatch Batch(NpgsqlConnection connection, params IEnumerable<NpgsqlBatchCommand> statements)
    {
        var batch = new NpgsqlBatch(connection);
        foreach (var statement in statements)
        {
            batch.BatchCommands.Add(statement);
        }
        return batch;
    }

    public static NpgsqlBatchCommand Copy(NpgsqlBatchCommand statement)
    {
        var copy = new NpgsqlBatchCommand(statement.CommandText);
        foreach (NpgsqlParameter parameter in statement.Parameters)
        {
            copy.Parameters.Add(parameter.Clone());
        }
        return copy;
    }

    private static IReadOnlyList<(PropertyInfo, NpgsqlDbType)> Properties(Type type) =>
        [.. type.GetProperties().Select(property => (property, TypeOf(property.PropertyType)))];

    // Named for null ones too: a statement keeps its plan only while its parameters keep their types.
    private static NpgsqlDbType TypeOf(Type type) => type.IsArray && type != typeof(byte[])
        ? NpgsqlDbType.Array | TypeOf(type.GetElementType()!)
        : (Nullable.GetUnderlyingType(type) ?? type) switch
        {
            { } text when text == typeof(string) => NpgsqlDbType.Text,
            { } id when id == typeof(Guid) => NpgsqlDbType.Uuid,
            { } number when number == typeof(int) => NpgsqlDbType.Integer,
            { } number when number == typeof(long) => NpgsqlDbType.Bigint,
            { } number when number == typeof(double) => NpgsqlDbType.Double,
            { } number when number == typeof(float) => NpgsqlDbType.Real,
            { } flag when flag == typeof(bool) => NpgsqlDbType.Boolean,
            { } bytes when bytes == typeof(byte[]) => NpgsqlDbType.Bytea,
            { } at when at == typeof(DateTimeOffset) => NpgsqlDbType.TimestampTz,
            { } span when span == typeof(TimeSpan) => NpgsqlDbType.Interval,
            _ => throw new NotSupportedException($"A statement has no parameter of type {type.Name}."),
        };
}

/// <summary>What the schema's own functions refuse with.</summary>
public static class SqlStates
{
    /// <summary>The row was not as the writer knew it.</summary>
    public const string ChangedMeanwhile = "PR001";

    /// <summary>The writer's lease on its job is gone.</summary>
    public const string LeaseLost = "PR002";
}

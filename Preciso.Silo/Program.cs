using Preciso.Silo;

return await ExitCode.Of(() => Verbs.Run(args));

using Preciso.Silo;

return await ExitCode.Run(() => Verbs.Run(args));

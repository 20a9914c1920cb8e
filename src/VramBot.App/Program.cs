using VramBot.App;

return await VramBotProgram.RunAsync(args);

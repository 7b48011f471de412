//===-- main.cpp - Command line of the chat server ------------------------===//

#include "server.h"
#include "state.h"

#include <boost/asio.hpp>

#include <algorithm>
#include <chrono>
#include <exception>
#include <iostream>
#include <string>
#include <thread>
#include <vector>

static bool parse(const std::vector<std::string> &args, chat::Options &options) {
  using Milliseconds = std::chrono::milliseconds;
  for (std::size_t i = 0; i < args.size(); ++i) {
    const std::string &flag = args[i];
    if (flag == "--monitor") {
      options.monitor = true;
      continue;
    }
    if (++i == args.size())
      return false;
    if (flag == "--host")
      options.host = args[i];
    else if (flag == "--port")
      options.service = args[i];
    else if (flag == "--threads")
      options.threads = std::max(1ul, std::stoul(args[i]));
    else if (flag == "--max-sessions")
      options.maxSessions = std::stoul(args[i]);
    else if (flag == "--idle-ms")
      options.idleTimeout = Milliseconds(std::stoul(args[i]));
    else if (flag == "--stats-ms")
      options.statsInterval = Milliseconds(std::stoul(args[i]));
    else
      return false;
  }
  return true;
}

int main(int argc, char **argv) try {
  chat::Options options;
  if (!parse({argv + 1, argv + argc}, options)) {
    std::cerr << "usage: chat-server [--host NAME] [--port PORT] [--monitor]\n"
                 "           [--threads N] [--max-sessions N] [--idle-ms N]\n"
                 "           [--stats-ms N]\n";
    return 2;
  }
  boost::asio::io_context io(static_cast<int>(options.threads));
  chat::Server server(io, options);
  std::exception_ptr failure;
  boost::asio::co_spawn(server.executor(), server.run(), [&](std::exception_ptr error) {
    failure = error;
    // Drops what the shutdown had no patience for.
    io.stop();
  });
  {
    std::vector<std::jthread> threads;
    for (std::size_t i = 1; i < options.threads; ++i)
      threads.emplace_back([&io] { io.run(); });
    io.run();
  }
  if (failure)
    std::rethrow_exception(failure);
  return 0;
} catch (const std::exception &error) {
  std::cerr << "chat-server: " << error.what() << '\n';
  return 1;
}

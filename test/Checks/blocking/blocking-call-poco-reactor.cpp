// RUN: %check %s async-blocking-call

// What a SocketReactor tells is ready doesn't block.

#include <coroutine.h>
#include <poco.h>

class Connection {
public:
  Connection(Poco::Net::StreamSocket socket, Poco::Net::SocketReactor &reactor)
      : socket_(socket), reactor_(reactor) {
    reactor_.addEventHandler(socket_,
                             Poco::NObserver<Connection, Poco::Net::ReadableNotification>(
                                 *this, &Connection::on_readable));
  }

private:
  void on_readable(const Poco::AutoPtr<Poco::Net::ReadableNotification> &) {
    char data[100];
    if (socket_.receiveBytes(data, sizeof(data)) > 0)
      socket_.sendBytes(data, sizeof(data));
  }

  Poco::Net::StreamSocket socket_;
  Poco::Net::SocketReactor &reactor_;
};

mini::task<> echo(Poco::Net::StreamSocket &socket) {
  socket.sendBytes("ready", 5);
  co_return;
}

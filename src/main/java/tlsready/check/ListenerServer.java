package tlsready.check;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Predicate;

import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.epoll.Epoll;
import io.netty.channel.epoll.EpollEventLoopGroup;
import io.netty.channel.epoll.EpollServerSocketChannel;
import io.netty.channel.nio.NioEventLoopGroup;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.util.concurrent.DefaultThreadFactory;
import org.jboss.logging.Logger;

/** Serves the ports of the check: opens them, keeps count of who is there, and closes them in an orderly way. */
final class ListenerServer implements AutoCloseable {
    private static final Logger LOG = Logger.getLogger(ListenerServer.class);
    private static final int BACKLOG = 1024;
    /** Strangers decide how often something fails; the log is not theirs to fill. */
    private static final long LOG_PAUSE_NANOS = TimeUnit.MINUTES.toNanos(1);

    /**
     * What all listeners share.
     *
     * @param domain below which names lead to endpoints and waiting rooms
     * @param isProxy whether this address is a load balancer of ours, which says by the PROXY protocol who calls
     */
    record House(
            Endpoints endpoints,
            Replies replies,
            EngineServer engines,
            Limits limits,
            Optional<String> domain,
            Predicate<InetAddress> isProxy,
            Witness witness,
            Clock clock) {}

    private final House house;
    private final Policy policy;
    private final OpenConnections<ConnectionServer> open;
    private final EventLoopGroup loops;
    private final List<Channel> listeners = new CopyOnWriteArrayList<>();
    private final Set<InetSocketAddress> probes = ConcurrentHashMap.newKeySet();
    private final AtomicLong lastLogged = new AtomicLong(System.nanoTime() - LOG_PAUSE_NANOS);

    ListenerServer(House house) {
        this.house = house;
        this.policy = new Policy(house.engines().engines());
        this.open = new OpenConnections<>(house.limits());
        var threads = new DefaultThreadFactory("check", true);
        int count = Math.max(2, Runtime.getRuntime().availableProcessors());
        this.loops =
                Epoll.isAvailable() ? new EpollEventLoopGroup(count, threads) : new NioEventLoopGroup(count, threads);
    }

    /**
     * Listens on this port.
     *
     * @param port 0 for any that is free
     * @return the port
     * @throws IOException if it cannot be had
     */
    int listen(String host, int port, Entrance entrance) throws IOException {
        var bound = new ServerBootstrap()
                .group(loops)
                .channel(Epoll.isAvailable() ? EpollServerSocketChannel.class : NioServerSocketChannel.class)
                .option(ChannelOption.SO_BACKLOG, BACKLOG)
                .option(ChannelOption.SO_REUSEADDR, true)
                .childOption(ChannelOption.TCP_NODELAY, true) // without it old clients wait 40 ms for our last words
                .childHandler(new ChannelInitializer<>() {
                    @Override
                    protected void initChannel(Channel channel) {
                        channel.pipeline().addLast(new ConnectionServer(ListenerServer.this, entrance));
                    }
                })
                .bind(host, port)
                .awaitUninterruptibly();
        if (!bound.isSuccess()) {
            throw new IOException(bound.cause().getMessage(), bound.cause());
        }
        listeners.add(bound.channel());
        return ((InetSocketAddress) bound.channel().localAddress()).getPort();
    }

    /** Takes no new connections, gives the open ones this long to end, then closes them. */
    void close(Duration patience) {
        listeners.forEach(listener -> listener.close().awaitUninterruptibly());
        long until = System.nanoTime() + patience.toNanos();
        try {
            while (open.size() > 0 && System.nanoTime() < until) {
                TimeUnit.MILLISECONDS.sleep(20);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        open.all().forEach(ConnectionServer::evict);
        loops.shutdownGracefully(0, 2, TimeUnit.SECONDS).awaitUninterruptibly();
    }

    @Override
    public void close() {
        close(Duration.ZERO);
    }

    /** Connections from this local address are our own, to see whether listeners answer; nobody is told of them. */
    void expectProbe(InetSocketAddress from) {
        probes.add(from);
    }

    void forgetProbe(InetSocketAddress from) {
        probes.remove(from);
    }

    boolean isOwnProbe(InetSocketAddress remote) {
        return !probes.isEmpty() && probes.contains(remote);
    }

    /** Something failed that is our own fault; told in the log, now and then. */
    void failed(String what, Exception failure) {
        long now = System.nanoTime();
        long last = lastLogged.get();
        if (now - last >= LOG_PAUSE_NANOS && lastLogged.compareAndSet(last, now)) {
            LOG.errorf(failure, "The check failed: %s", what);
        }
    }

    void enter(ConnectionServer connection, long now) {
        open.enter(connection, now).ifPresent(ConnectionServer::evict);
    }

    OpenConnections<ConnectionServer> open() {
        return open;
    }

    boolean isProxy(InetAddress address) {
        return house.isProxy().test(address);
    }

    Instant now() {
        return house.clock().instant();
    }

    Policy policy() {
        return policy;
    }

    Limits limits() {
        return house.limits();
    }

    Endpoints endpoints() {
        return house.endpoints();
    }

    Replies replies() {
        return house.replies();
    }

    EngineServer engines() {
        return house.engines();
    }

    Optional<String> domain() {
        return house.domain();
    }

    Witness witness() {
        return house.witness();
    }
}

package tlsready.check;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.util.Optional;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelDuplexHandler;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPromise;
import io.netty.channel.socket.DuplexChannel;
import io.netty.handler.codec.haproxy.HAProxyMessage;
import io.netty.handler.codec.haproxy.HAProxyMessageDecoder;
import io.netty.handler.ssl.SslHandler;
import io.netty.util.ReferenceCountUtil;

import tlsready.check.Decision.Refuse;
import tlsready.check.Decision.Shake;
import tlsready.check.Ending.Negotiated;
import tlsready.check.Ending.What;
import tlsready.tls.Alert;
import tlsready.tls.ClientHello;
import tlsready.tls.HelloReader;
import tlsready.tls.HelloResult;
import tlsready.tls.PlainProtocol;
import tlsready.tls.TlsVersion;

/**
 * Serves one connection: reads the hello, decides, lets an engine shake hands or refuses, and sees that all is over in
 * time. It stands first in the pipeline, so that it sees every byte as it is on the wire; {@link RequestServer} stands
 * last. Told to the {@link Witness} exactly once, when the connection is closed.
 */
final class ConnectionServer extends ChannelDuplexHandler {
    /** Where the connection stands. */
    private enum Stage {
        HELLO,
        HANDSHAKE,
        REQUEST,
        /** Everything is said, but the client may still be talking; closing now could cost it our last words. */
        LINGERING
    }

    private static final long LINGER_MILLIS = 500;
    private static final int LINGER_BYTES = 1 << 16;
    private static final int ALERT_RECORD = 21;
    private static final int SSL_3_0 = TlsVersion.SSL_3_0.code();
    private static final int TLS_1_2 = TlsVersion.TLS_1_2.code();

    private final ListenerServer listener;
    private final Entrance entrance;
    private final ConnectionLog log;
    private final HandshakeEnd end;
    private ChannelHandlerContext context;
    private Stage stage = Stage.HELLO;
    private InetAddress address;
    private boolean welcome;
    private boolean claimed;
    private boolean telling;
    private Future<?> deadline;
    private boolean holding;
    private volatile boolean evicted;

    private HelloReader reader = new HelloReader();
    private int lingered;

    ConnectionServer(ListenerServer listener, Entrance entrance) {
        this.listener = listener;
        this.entrance = entrance;
        this.log = new ConnectionLog(listener.now(), entrance.endpoint());
        this.end = log.end();
    }

    @Override
    public void channelActive(ChannelHandlerContext ctx) {
        context = ctx;
        deadline = ctx.executor()
                .schedule(this::timeUp, listener.limits().patience().toNanos(), TimeUnit.NANOSECONDS);
        InetSocketAddress remote = (InetSocketAddress) ctx.channel().remoteAddress();
        if (remote == null) {
            ctx.close(); // gone before it was greeted
        } else if (listener.isProxy(remote.getAddress())) {
            address = remote.getAddress();
            listener.enter(this, log.began());
            ctx.pipeline().addFirst(new HAProxyMessageDecoder());
        } else if (claim(remote.getAddress())) {
            listener.enter(this, log.began());
            telling = !listener.isOwnProbe(remote);
        }
    }

    private boolean claim(InetAddress client) {
        address = client;
        claimed = listener.open().claim(client);
        welcome = claimed;
        if (!claimed) {
            listener.witness().turnedAway();
            context.close();
        }
        return claimed;
    }

    @Override
    public void channelRead(ChannelHandlerContext ctx, Object message) {
        if (message instanceof HAProxyMessage header) {
            arriveBy(header);
        } else if (message instanceof ByteBuf bytes) {
            read(bytes);
        } else {
            ReferenceCountUtil.release(message);
        }
    }

    /** A header without addresses is the proxy's own, which looks whether we are there. */
    private void arriveBy(HAProxyMessage header) {
        try {
            String source = header.sourceAddress();
            welcome = source == null;
            telling = source != null && claim(InetAddress.getByName(source));
        } catch (UnknownHostException e) {
            context.close(); // a Unix socket's path: nobody we could name
        } finally {
            header.release();
        }
    }

    private void read(ByteBuf bytes) {
        switch (stage) {
            case HELLO -> readHello(bytes);
            case HANDSHAKE, REQUEST -> {
                end.received(bytes.nioBuffer());
                context.fireChannelRead(bytes);
            }
            case LINGERING -> {
                lingered += bytes.readableBytes();
                bytes.release();
                if (lingered > LINGER_BYTES) {
                    context.close();
                }
            }
        }
    }

    private void readHello(ByteBuf bytes) {
        if (!welcome || !context.channel().isActive()) {
            bytes.release(); // turned away, and closing
            return;
        }
        listener.open().spoke(this);
        HelloResult hello = reader.feed(bytes.nioBuffer());
        if (!hello.isFinal()) {
            bytes.release();
            return;
        }
        log.hello(hello);
        ByteBuf received = bytes;
        if (reader.received().remaining() != bytes.readableBytes()) {
            bytes.release();
            received = Unpooled.copiedBuffer(reader.received());
        }
        reader = null; // its bytes are no longer needed, however long the handshake takes
        if (hello instanceof HelloResult.Hello read) {
            shake(read.hello(), received);
        } else if (hello instanceof HelloResult.Malformed malformed) {
            received.release();
            refuse(Policy.alertFor(malformed.flaw()), TLS_1_2, true);
        } else {
            serveInPlain(hello, received);
        }
    }

    private void serveInPlain(HelloResult hello, ByteBuf received) {
        end.silent(What.NO_HELLO);
        if (hello instanceof HelloResult.NotTls not && not.protocol() == PlainProtocol.PLAIN_HTTP) {
            stage = Stage.REQUEST;
            listener.open().finished(this);
            context.pipeline().addLast(new RequestServer(this, null, Optional.empty()));
            RequestServer.expectRequest(context.pipeline());
            context.fireChannelRead(received);
        } else {
            received.release();
            context.close();
        }
    }

    private void shake(ClientHello client, ByteBuf received) {
        AskedName asked = client.serverName()
                .flatMap(name -> listener.domain().map(domain -> AskedName.read(name, domain, listener.endpoints())))
                .orElse(AskedName.NOTHING);
        Endpoint endpoint = entrance.endpoint(asked, listener.endpoints());
        log.led(asked, endpoint);
        Decision decision = entrance.isAstray(asked)
                ? Policy.noSuchName()
                : listener.policy().decide(endpoint, client, listener.engines().keys());
        if (decision instanceof Refuse refusal) {
            received.release();
            refuse(refusal.alert(), Math.max(SSL_3_0, Math.min(client.legacyVersion(), TLS_1_2)), false);
        } else if (decision instanceof Shake shake) {
            shake(endpoint, shake, received);
        }
    }

    private void shake(Endpoint endpoint, Shake shake, ByteBuf received) {
        SslHandler engine;
        Identity identity;
        try {
            identity = listener.engines().identity(shake.key());
            engine = listener.engines().handler(endpoint, shake, context.alloc());
        } catch (Exception e) { // a fault of ours, or certificates that changed this instant: never beyond this client
            received.release();
            listener.failed("no TLS engine for endpoint " + endpoint.id(), e);
            end.silent(What.CLOSED_BY_US);
            context.close();
            return;
        }
        stage = Stage.HANDSHAKE;
        end.begin();
        end.received(received.nioBuffer());
        context.pipeline()
                .addLast(engine)
                .addLast(new RequestServer(this, engine, Optional.of(identity.fingerprint())));
        context.fireChannelRead(received);
    }

    /** Says it in an alert of our own, in a record version that the client has spoken itself. */
    private void refuse(Alert alert, int recordVersion, boolean linger) {
        end.sent(alert);
        ByteBuf record = Unpooled.wrappedBuffer(new byte[] {
            ALERT_RECORD,
            (byte) (recordVersion >> 8),
            (byte) recordVersion,
            0,
            2,
            (byte) alert.level(),
            (byte) alert.description().code()
        });
        var written = context.writeAndFlush(record);
        if (linger) {
            written.addListener(done -> linger());
        } else {
            written.addListener(ChannelFutureListener.CLOSE);
        }
    }

    /** Ends our side and gives the client a moment to end its own. */
    void linger() {
        stage = Stage.LINGERING;
        if (context.channel() instanceof DuplexChannel channel && channel.isActive()) {
            channel.shutdownOutput();
            context.executor().schedule(() -> context.close(), LINGER_MILLIS, TimeUnit.MILLISECONDS);
        } else {
            context.close();
        }
    }

    @Override
    public void write(ChannelHandlerContext ctx, Object message, ChannelPromise promise) {
        if (stage == Stage.HANDSHAKE && message instanceof ByteBuf bytes) {
            end.sent(bytes.nioBuffer());
        }
        ctx.write(message, promise);
    }

    @Override
    public void flush(ChannelHandlerContext ctx) {
        if (!holding) {
            ctx.flush();
        }
    }

    /** What is written meanwhile goes out with whatever is written next. */
    void holdBack(Runnable writing) {
        holding = true;
        writing.run();
        holding = false;
    }

    /** The handshake came about; from here on alerts are nobody's business but the engine's. */
    void negotiated(Negotiated outcome) {
        stage = Stage.REQUEST;
        log.negotiated(outcome);
        listener.open().finished(this);
    }

    /** The engine failed, or what stands behind it. */
    void failed(Throwable failure) {
        end.failed(failure);
    }

    /** What is answered to this request. */
    Answer answer(HttpRequestHead head) {
        Answer answer = listener.replies().reply(log.observation(address), head);
        log.request(head);
        return answer;
    }

    /** The answer is on its way. */
    void answered() {
        end.answered();
        listener.witness().answered(log.endpoint().id(), log.sinceHello());
    }

    /** Makes room for others. */
    void evict() {
        evicted = true;
        listener.witness().madeRoom();
        context.close(); // from here, past the engine: no farewell
    }

    private void timeUp() {
        end.silent(What.TIMED_OUT);
        context.close();
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext ctx, Throwable failure) {
        if (failure instanceof IOException) {
            end.silent(What.RESET_BY_CLIENT);
        }
        ctx.close();
    }

    @Override
    public void channelInactive(ChannelHandlerContext ctx) {
        ctx.fireChannelInactive(); // the engine first: it may know why
        deadline.cancel(false);
        listener.open().left(this);
        if (claimed) {
            listener.open().release(address);
        }
        if (reader != null) {
            log.hello(reader.end());
        }
        if (stage == Stage.HANDSHAKE) {
            log.handshakeIsOver();
        }
        if (evicted) {
            end.silent(What.CLOSED_BY_US);
        }
        if (telling) {
            listener.witness().observed(log.observation(address));
        }
    }
}

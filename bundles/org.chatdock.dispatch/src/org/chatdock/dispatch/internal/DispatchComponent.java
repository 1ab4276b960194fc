// SPDX-License-Identifier: EPL-2.0
// Copyright (c) 2026 the Chatdock authors
package org.chatdock.dispatch.internal;

import java.time.Clock;
import java.util.List;

import org.chatdock.api.dispatch.Delivery;
import org.chatdock.api.dispatch.HandlerHealth;
import org.chatdock.api.dispatch.HandlerRegistry;
import org.chatdock.api.dispatch.InboundSink;
import org.chatdock.api.dispatch.LateAcknowledger;
import org.chatdock.api.dispatch.MessageHandler;
import org.chatdock.api.dispatch.QuarantinedMessage;
import org.chatdock.api.message.MessageId;
import org.chatdock.api.store.ConversationStore;
import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceReference;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.log.Logger;
import org.osgi.service.log.LoggerFactory;
import org.osgi.service.metatype.annotations.Designate;

/**
 * The whiteboard of handlers and the sink of the line. It waits for a fallback handler: once there is one, no message
 * can fall through, and the line, which waits for the sink, may connect.
 */
@Component(service = { InboundSink.class, HandlerRegistry.class }, configurationPid = DispatchConfiguration.PID)
@Designate(ocd = DispatchConfiguration.class)
public class DispatchComponent implements InboundSink, HandlerRegistry {
    private final BundleContext context;
    private final Watch watch = new Watch(this::look);
    private final Dispatcher dispatcher;

    @Activate
    public DispatchComponent(BundleContext context, DispatchConfiguration configuration,
            @Reference(service = LoggerFactory.class) Logger logger) {
        this.context = context;
        dispatcher = new Dispatcher(DispatchOptions.of(configuration), Clock.systemUTC(), System::nanoTime, logger,
                watch::wake);
    }

    private boolean look() {
        return dispatcher.look();
    }

    /** Only there to be waited for: {@link #bindHandler} gets the same service too. */
    @Reference(target = "(" + MessageHandler.FALLBACK + "=true)", cardinality = ReferenceCardinality.AT_LEAST_ONE,
            policy = ReferencePolicy.DYNAMIC)
    void bindFallback(ServiceReference<MessageHandler> fallback) {
        // See above.
    }

    void unbindFallback(ServiceReference<MessageHandler> fallback) {
        // See above.
    }

    @Reference(cardinality = ReferenceCardinality.MULTIPLE, policy = ReferencePolicy.DYNAMIC)
    void bindHandler(ServiceReference<MessageHandler> reference, MessageHandler handler) {
        dispatcher.whiteboard().add(reference, handler);
    }

    void updatedHandler(ServiceReference<MessageHandler> reference, MessageHandler handler) {
        bindHandler(reference, handler);
    }

    void unbindHandler(ServiceReference<MessageHandler> reference) {
        dispatcher.whiteboard().remove(reference);
    }

    @Reference(cardinality = ReferenceCardinality.OPTIONAL, policy = ReferencePolicy.DYNAMIC)
    void bindStore(ConversationStore store) {
        dispatcher.offers().store(store);
    }

    void unbindStore(ConversationStore store) {
        dispatcher.offers().storeGone(store);
    }

    /** The line waits for this component, so this must not ask for the line yet: only its reference is taken. */
    @Reference(cardinality = ReferenceCardinality.OPTIONAL, policy = ReferencePolicy.DYNAMIC)
    void bindLine(ServiceReference<LateAcknowledger> line) {
        dispatcher.offers().line(new LazyLine(context, line));
    }

    void unbindLine(ServiceReference<LateAcknowledger> line) {
        dispatcher.offers().lineGone(new LazyLine(context, line));
    }

    @Deactivate
    void stop() {
        watch.close();
        dispatcher.close();
    }

    @Override
    public void accept(Delivery delivery) {
        dispatcher.accept(delivery);
    }

    @Override
    public List<HandlerHealth> handlers() {
        return dispatcher.handlers();
    }

    @Override
    public List<QuarantinedMessage> quarantine() {
        return dispatcher.quarantine();
    }

    @Override
    public boolean release(String handler) {
        return dispatcher.release(handler);
    }

    @Override
    public boolean disable(String handler) {
        return dispatcher.disable(handler);
    }

    @Override
    public boolean enable(String handler) {
        return dispatcher.enable(handler);
    }

    @Override
    public boolean retry(MessageId message, String handler) {
        return dispatcher.retry(message, handler);
    }
}

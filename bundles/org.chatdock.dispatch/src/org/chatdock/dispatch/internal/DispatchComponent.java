// SPDX-License-Identifier: EPL-2.0
// Copyright (c) 2026 the Chatdock authors
package org.chatdock.dispatch.internal;

import org.chatdock.api.dispatch.Delivery;
import org.chatdock.api.dispatch.InboundSink;
import org.chatdock.api.dispatch.MessageHandler;
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
@Component(configurationPid = DispatchConfiguration.PID)
@Designate(ocd = DispatchConfiguration.class)
public class DispatchComponent implements InboundSink {
    private final Handlers handlers;
    private final Lanes lanes;

    @Activate
    public DispatchComponent(DispatchConfiguration configuration,
            @Reference(service = LoggerFactory.class) Logger logger) {
        handlers = new Handlers(logger);
        lanes = new Lanes(new Runner(handlers, configuration.acknowledgeUnknown(), logger), configuration.threads());
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
        handlers.add(reference, handler);
    }

    void updatedHandler(ServiceReference<MessageHandler> reference, MessageHandler handler) {
        handlers.add(reference, handler);
    }

    void unbindHandler(ServiceReference<MessageHandler> reference) {
        handlers.remove(reference);
    }

    @Deactivate
    void stop() {
        lanes.close();
    }

    @Override
    public void accept(Delivery delivery) {
        lanes.accept(delivery);
    }
}

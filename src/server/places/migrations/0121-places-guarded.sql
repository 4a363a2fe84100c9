-- Places are the house's own: no tier reads these tables, cameras' addresses and secrets least of all.
call app.guard('places.site');
call app.guard('places.venue');
call app.guard('places.station');
call app.guard('places.camera');
call app.guard('places.camera_stream');
call app.guard('places.seen_codec');
call app.guard('places.watch_day');
call app.guard('places.plan');
